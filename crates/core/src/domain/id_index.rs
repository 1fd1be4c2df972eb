//! In which cell a station is, by its id: a link to one station must find its row among all cells.
//!
//! Published as one line a cell: its name, then the ids of its stations, separated by spaces. Loaded only where somebody
//! comes by a link; whoever searches has the rows already.

use std::collections::BTreeMap;

use super::nearby::Cell;
use super::station::StationId;

/// Writes the ids of the stations of each cell, by the cell's name.
pub fn write_ids(cells: &BTreeMap<String, Vec<String>>) -> String {
    cells.iter().fold(String::new(), |text, (cell, ids)| text + cell + " " + &ids.join(" ") + "\n")
}

/// The cell of a station; `None` where there is no such station.
pub fn cell_of(text: &str, id: &StationId) -> Option<Cell> {
    let line = text.lines().find(|line| line.split(' ').skip(1).any(|one| one == id.as_str()))?;
    Cell::parse(line.split(' ').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> StationId {
        StationId::parse(text).unwrap()
    }

    #[test]
    fn an_id_leads_to_its_cell() {
        let cells = [("-21_36", vec!["gn-1000001"]), ("48_1", vec!["gn-1", "pn-75056-central"])];
        let cells = cells.map(|(cell, ids)| (cell.to_owned(), ids.into_iter().map(str::to_owned).collect()));
        let text = write_ids(&BTreeMap::from(cells));
        assert_eq!(text, "-21_36 gn-1000001\n48_1 gn-1 pn-75056-central\n");
        assert_eq!(cell_of(&text, &id("gn-1000001")), Cell::parse("-21_36"));
        assert_eq!(cell_of(&text, &id("pn-75056-central")), Cell::parse("48_1"));
        assert_eq!(cell_of(&text, &id("gn-100000")), None);
        assert_eq!(cell_of("nonsense\n\n", &id("gn-1")), None);
    }
}
