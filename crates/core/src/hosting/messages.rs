//! What a host's page and our frame in it say to each other: a closed list, with a version. The host speaks first; whatever is
//! not on the list is as if it had not been said.

use super::Accent;

/// The version of the messages, a member of each.
pub const VERSION: u32 = 1;

/// The colours of a frame, where the host does not leave them to the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in messages, addresses and attributes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The members of a message that we look at, as far as they have the right type.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Said<'a> {
    /// `v`
    pub version: Option<f64>,
    /// `type`
    pub kind: Option<&'a str>,
    /// `theme`
    pub theme: Option<&'a str>,
    /// `accent`
    pub accent: Option<&'a str>,
}

/// What a host may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FromHost {
    /// That it is there: from now on it is told the height.
    Hello,
    /// Which colours it has, and which of its own.
    Theme(Theme, Option<Accent>),
}

impl FromHost {
    /// Reads a message; none where it is not one of ours.
    pub fn read(said: Said) -> Option<Self> {
        if said.version != Some(f64::from(VERSION)) {
            return None;
        }
        match said.kind? {
            "hello" => Some(Self::Hello),
            "theme" => {
                said.theme.and_then(Theme::parse).map(|theme| Self::Theme(theme, said.accent.and_then(Accent::parse)))
            }
            _ => None,
        }
    }
}

/// What a host is told. Nothing of what is shown, typed or chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToHost {
    /// The frame hears it.
    Ready,
    /// How high the page is, in CSS pixels, as [`height`] gives it.
    Height(u32),
    /// Another page begins: its top should be in sight.
    Top,
}

impl ToHost {
    /// The member `type`.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Height(_) => "height",
            Self::Top => "top",
        }
    }
}

/// Heights are told in steps, since exact ones would tell what is shown.
const STEP: f64 = 50.0;
/// No page of ours is higher.
const MAX_HEIGHT: f64 = 30_000.0;

/// The height that a host is told for one measured in CSS pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number by then")]
pub fn height(measured: f64) -> u32 {
    let whole = (measured / STEP).ceil() * STEP;
    if whole.is_nan() { STEP as u32 } else { whole.clamp(STEP, MAX_HEIGHT) as u32 }
}

/// Whether a page of that origin may speak to a frame of ours: one of the `listed` (as in `frame_ancestors`, a star for the
/// first part of a host's name among them), or `own`, our own.
pub fn may_host(listed: &[String], own: &str, origin: &str) -> bool {
    if origin.is_empty() || origin == "null" {
        return false;
    }
    origin == own || listed.iter().any(|entry| covers(entry, origin))
}

/// Whether a configured address covers an origin: the same scheme, host and port; `*.` stands for one part or more of a name,
/// never for none.
pub fn covers(entry: &str, origin: &str) -> bool {
    let (Some((scheme, host)), Some((their_scheme, their_host))) = (entry.split_once("://"), origin.split_once("://"))
    else {
        return false;
    };
    let host = host.split('/').next().unwrap_or_default();
    let same = match host.strip_prefix("*.") {
        Some(rest) => their_host.strip_suffix(rest).is_some_and(|before| before.len() > 1 && before.ends_with('.')),
        None => !host.is_empty() && host.eq_ignore_ascii_case(their_host),
    };
    same && scheme == their_scheme && matches!(scheme, "https" | "http")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said<'a>(version: f64, kind: &'a str, theme: &'a str) -> Said<'a> {
        Said { version: Some(version), kind: Some(kind), theme: Some(theme), accent: None }
    }

    #[test]
    fn two_things_can_be_said_and_nothing_else() {
        assert_eq!(FromHost::read(said(1.0, "hello", "")), Some(FromHost::Hello));
        assert_eq!(FromHost::read(said(1.0, "theme", "dark")), Some(FromHost::Theme(Theme::Dark, None)));
        let red = Said { accent: Some("#7a1f2b"), ..said(1.0, "theme", "auto") };
        assert_eq!(FromHost::read(red), Some(FromHost::Theme(Theme::Auto, Accent::parse("7a1f2b"))));
        let strange = Said { accent: Some("url(//x)"), ..red };
        assert_eq!(FromHost::read(strange), Some(FromHost::Theme(Theme::Auto, None)));
        for wrong in [
            Said::default(),
            said(2.0, "hello", ""),
            said(1.5, "hello", ""),
            said(f64::NAN, "hello", ""),
            said(1.0, "Hello", ""),
            said(1.0, "theme", "red"),
            said(1.0, "navigate", "/"),
            Said { kind: None, ..said(1.0, "", "dark") },
            Said { theme: None, ..said(1.0, "theme", "") },
            Said { version: None, ..said(1.0, "hello", "") },
        ] {
            assert_eq!(FromHost::read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn only_listed_hosts_may_speak() {
        let listed = ["https://host.example", "https://*.ville.example", "http://127.0.0.1:8000", "*", "https://"]
            .map(str::to_owned);
        let may = |origin| may_host(&listed, "https://guichet.example", origin);
        for origin in [
            "https://host.example",
            "https://guichet.example",
            "https://a.ville.example",
            "https://a.b.ville.example",
            "http://127.0.0.1:8000",
        ] {
            assert!(may(origin), "{origin}");
        }
        for origin in [
            "",
            "null",
            "http://host.example",
            "https://host.example:8443",
            "https://host.example.evil.example",
            "https://evil-host.example",
            "https://ville.example",
            "https://.ville.example",
            "https://evilville.example",
            "http://a.ville.example",
            "http://127.0.0.1:8001",
        ] {
            assert!(!may(origin), "{origin}");
        }
        assert!(!may_host(&["null".to_owned()], "null", "null"), "a sandboxed host is nobody");
    }

    #[test]
    fn an_origin_is_covered_by_its_own_address_only() {
        for (entry, origin, expected) in [
            ("https://ville.example", "https://ville.example", true),
            ("https://ville.example/page", "https://ville.example", true),
            ("https://ville.example", "http://ville.example", false),
            ("https://ville.example", "https://ville.example.evil.example", false),
            ("https://ville.example", "https://ville.example:8443", false),
            ("https://*.ville.example", "https://www.ville.example", true),
            ("https://*.ville.example", "https://ville.example", false),
            ("https://*.ville.example", "https://evilville.example", false),
            ("", "https://ville.example", false),
            ("https://", "https://", false),
            ("*", "https://ville.example", false),
        ] {
            assert_eq!(covers(entry, origin), expected, "{entry} {origin}");
        }
    }

    proptest! {
        /// Whatever is said by chance changes nothing.
        #[test]
        fn noise_is_nothing(version in any::<f64>(), kind in ".{0,20}", theme in ".{0,20}") {
            let read = FromHost::read(said(version, &kind, &theme));
            let listed = kind == "hello" || (kind == "theme" && Theme::parse(&theme).is_some());
            prop_assert_eq!(read.is_some(), listed && version.to_bits() == 1.0_f64.to_bits());
        }

        /// Another version's messages are nobody's, word for word ours or not.
        #[test]
        fn another_version_is_not_heard(version in any::<f64>().prop_filter("ours", |v| v.to_bits() != 1.0_f64.to_bits())) {
            prop_assert_eq!(FromHost::read(said(version, "hello", "dark")), None);
            prop_assert_eq!(FromHost::read(said(version, "theme", "dark")), None);
        }

        /// A frame is never lower than its page, and a height tells no more than a step.
        #[test]
        fn heights_come_in_steps(measured in 0.0..29_000.0_f64) {
            let told = f64::from(height(measured));
            prop_assert!(told >= measured && told - measured <= 50.0 && told % 50.0 == 0.0);
        }

        #[test]
        fn any_measure_gives_a_height(measured in any::<f64>()) {
            prop_assert!((50..=30_000).contains(&height(measured)));
        }

        /// An origin that is not listed gets through by no spelling of its own.
        #[test]
        fn strangers_stay_strangers(scheme in "https?|ftp|data", host in "[a-z0-9.-]{0,24}", port in "(:[0-9]{1,5})?") {
            let listed = ["https://host.example".to_owned(), "https://*.ville.example".to_owned()];
            let origin = format!("{scheme}://{host}{port}");
            let expected = scheme == "https" && port.is_empty()
                && (host == "host.example" || host.strip_suffix(".ville.example").is_some_and(|before| !before.is_empty()));
            prop_assert_eq!(may_host(&listed, "https://guichet.example", &origin), expected);
        }
    }
}
