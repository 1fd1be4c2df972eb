//! Former ids of stations, so that a link made before a station was renamed still leads to it.
//!
//! Published as lines of two tab-separated ids, the former one and that of today, sorted by the former one.

use std::collections::BTreeMap;

use super::station::StationId;

/// Writes the map.
pub fn write_former(former: &BTreeMap<StationId, StationId>) -> String {
    former.iter().fold(String::new(), |mut text, (old, new)| {
        text.extend([old.as_str(), "\t", new.as_str(), "\n"]);
        text
    })
}

/// Reads the whole map; lines that cannot be read are left out.
pub fn read_former(text: &str) -> BTreeMap<StationId, StationId> {
    let ids = |line: &str| {
        let (old, new) = line.split_once('\t')?;
        Some((StationId::parse(old)?, StationId::parse(new)?))
    };
    text.lines().filter_map(ids).collect()
}

/// The id of today of a former one; `None` where it is none. One line is looked for: nothing is built for it.
pub fn current(text: &str, former: &StationId) -> Option<StationId> {
    text.lines().find_map(|line| StationId::parse(line.strip_prefix(former.as_str())?.strip_prefix('\t')?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_former_id_leads_to_the_one_of_today() {
        let text = "gn-1\tgn-10\ngn-12\tpn-01001-x\nbroken\ngn-3\t\n";
        let current = |id: &str| current(text, &StationId::parse(id).unwrap()).map(|id| id.as_str().to_owned());
        assert_eq!(current("gn-1").as_deref(), Some("gn-10"));
        assert_eq!(current("gn-12").as_deref(), Some("pn-01001-x"));
        assert_eq!((current("gn-3"), current("gn-10")), (None, None));
        assert_eq!(read_former(text).len(), 2);
    }

    proptest! {
        #[test]
        fn the_map_round_trips(pairs in prop::collection::btree_map("gn-[0-9]{1,3}", "pn-[0-9]{1,3}", 0..9)) {
            let id = |text: &String| StationId::parse(text).unwrap();
            let former: BTreeMap<_, _> = pairs.iter().map(|(old, new)| (id(old), id(new))).collect();
            let text = write_former(&former);
            prop_assert_eq!(&read_former(&text), &former);
            for (old, new) in &former {
                prop_assert_eq!(current(&text, old), Some(new.clone()));
            }
        }
    }
}
