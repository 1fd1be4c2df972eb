//! Browsers inside another app: what is typed there can be read by that app.

/// What an app's browser calls itself, and the app's name. The first that fits counts.
static MARKS: [(&str, &str); 16] = [
    ("Instagram", "Instagram"),
    ("Barcelona", "Threads"),
    ("MessengerForiOS", "Messenger"),
    ("Orca-Android", "Messenger"),
    ("FBAN/", "Facebook"),
    ("FBAV/", "Facebook"),
    ("FB_IAB/", "Facebook"),
    ("Twitter for", "X"),
    ("TwitterAndroid", "X"),
    ("musical_ly", "TikTok"),
    ("BytedanceWebview", "TikTok"),
    ("Snapchat/", "Snapchat"),
    ("LinkedInApp", "LinkedIn"),
    ("[Pinterest/", "Pinterest"),
    ("MicroMessenger", "WeChat"),
    (" Line/", "LINE"),
];

/// The app whose browser this is, by what the browser calls itself; none for a browser of its own.
pub fn in_app(user_agent: &str) -> Option<&'static str> {
    MARKS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_of_apps_are_told_from_browsers() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let android = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 \
                       Chrome/130.0.0.0 Mobile Safari/537.36";
        for (tail, app) in [
            ("Mobile/22B83 [FBAN/FBIOS;FBAV/489.0.0.50.92;FBBV/1]", "Facebook"),
            ("Mobile/22B83 Instagram 357.0.0.22.114 (iPhone15,2; iOS 18_1)", "Instagram"),
            ("Mobile/22B83 Twitter for iPhone/10.65", "X"),
            ("Mobile/22B83 musical_ly_37.2.0 BytedanceWebview/d8a21c6", "TikTok"),
            ("Mobile/22B83 [LinkedInApp]/9.30", "LinkedIn"),
        ] {
            assert_eq!(in_app(&format!("{iphone} {tail}")), Some(app), "{tail}");
        }
        assert_eq!(in_app(&format!("{android} [FB_IAB/FB4A;FBAV/489.0.0.50;]")), Some("Facebook"));
        assert_eq!(in_app(&format!("{android} Instagram 357.0.0.22 Android (34/14)")), Some("Instagram"));
        for own in [
            &format!("{iphone} Version/18.1 Mobile/15E148 Safari/604.1"),
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
            "",
        ] {
            assert_eq!(in_app(own), None, "{own}");
        }
    }
}
