use super::*;

#[track_caller]
fn recognised(address: &str, platform: &str, account: &str, message: &str, time_code: Option<u32>) {
    let (host, rest) = address.split_once('/').unwrap();
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let found = recognise(host, &format!("/{path}"), query, fragment).unwrap();
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    assert_eq!(
        (found.platform, text(&found.account).as_str(), text(&found.message).as_str(), found.time_code),
        (platform, account, message, time_code),
        "{address}"
    );
}

#[test]
fn account_and_message_are_found_on_each_network() {
    recognised("www.facebook.com/jean.dupont/posts/pfbid02abc", "Facebook", "jean.dupont", "pfbid02abc", None);
    recognised("m.facebook.com/story.php?story_fbid=12&id=34", "Facebook", "34", "12", None);
    recognised("www.facebook.com/groups/5678/posts/91011/", "Facebook", "5678", "91011", None);
    recognised("www.facebook.com/watch/?v=99", "Facebook", "", "99", None);
    recognised("fb.watch/abCd/", "Facebook", "", "abCd", None);
    recognised("www.facebook.com/profile.php?id=1000", "Facebook", "1000", "", None);
    recognised("x.com/quelquun/status/123/photo/1", "X", "quelquun", "123", None);
    recognised("mobile.twitter.com/quelquun", "X", "quelquun", "", None);
    recognised("x.com/i/web/status/123", "X", "", "123", None);
    recognised("x.com/home", "X", "", "", None);
    recognised("www.instagram.com/reel/Cxyz/", "Instagram", "", "Cxyz", None);
    recognised("www.instagram.com/stories/lea/33/", "Instagram", "lea", "33", None);
    recognised("www.threads.net/@lea/post/C1", "Threads", "lea", "C1", None);
    recognised("www.tiktok.com/@lea.b/video/7301", "TikTok", "lea.b", "7301", None);
    recognised("vm.tiktok.com/ZGe123/", "TikTok", "", "ZGe123", None);
    recognised("www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m23s", "YouTube", "", "dQw4w9WgXcQ", Some(83));
    recognised("youtu.be/dQw4w9WgXcQ?t=83", "YouTube", "", "dQw4w9WgXcQ", Some(83));
    recognised("www.youtube.com/@chaine/videos", "YouTube", "chaine", "", None);
    recognised("www.youtube.com/embed/abc?start=7", "YouTube", "", "abc", Some(7));
    recognised("www.snapchat.com/add/lea", "Snapchat", "lea", "", None);
    recognised("www.snapchat.com/spotlight/W7", "Snapchat", "", "W7", None);
    recognised("t.me/canal/42", "Telegram", "canal", "42", None);
    recognised("t.me/s/canal/42", "Telegram", "canal", "42", None);
    recognised("t.me/+AbCd", "Telegram", "AbCd", "", None);
    recognised("discord.com/channels/1/2/3", "Discord", "1", "3", None);
    recognised("discord.gg/abc", "Discord", "abc", "", None);
    recognised("www.twitch.tv/videos/123?t=1h2m3s", "Twitch", "", "123", Some(3723));
    recognised("clips.twitch.tv/Some-Clip", "Twitch", "", "Some-Clip", None);
    recognised("www.dailymotion.com/video/x8abc?start=65", "Dailymotion", "", "x8abc", Some(65));
    recognised("dai.ly/x8abc", "Dailymotion", "", "x8abc", None);
    recognised("www.reddit.com/r/france/comments/1abc/titre/", "Reddit", "france", "1abc", None);
    recognised("old.reddit.com/user/lea", "Reddit", "lea", "", None);
    recognised("whatsapp.com/channel/0029/17", "WhatsApp", "0029", "17", None);
    recognised("chat.whatsapp.com/GrP", "WhatsApp", "GrP", "", None);
    recognised("vk.com/wall-12_34", "VK", "", "-12_34", None);
    recognised("vk.com/wallpapers", "VK", "wallpapers", "", None);
    recognised("vk.com/club?w=wall-12_34", "VK", "club", "-12_34", None);
    recognised("www.linkedin.com/in/lea", "LinkedIn", "lea", "", None);
    recognised("bsky.app/profile/lea.bsky.social/post/3k", "Bluesky", "lea.bsky.social", "3k", None);
    assert_eq!(recognise("exemple.fr", "/lea/status/1", "", ""), None);
    assert_eq!(recognise("notx.com", "/lea/status/1", "", ""), None);
}

#[test]
fn what_follows_people_around_is_known_by_network() {
    let (x, youtube) = (of_host("x.com"), of_host("youtu.be"));
    for name in ["utm_source", "UTM_Campaign", "fbclid", "gclid", "igshid", "__cft__[0]"] {
        assert!(is_tracking(name, None), "{name}");
    }
    for name in ["id", "v", "t", "si", "q", "story_fbid", "utm"] {
        assert!(!is_tracking(name, None), "{name}");
    }
    assert!(is_tracking("t", x) && is_tracking("s", x) && !is_tracking("t", youtube) && is_tracking("si", youtube));
}

#[test]
fn moments_are_read_as_networks_write_them() {
    for (text, expected) in [("83", 83), ("83s", 83), ("1m23s", 83), ("1h2m3s", 3723), ("1:02:03", 3723), ("12.5", 12)]
    {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
    for bad in ["", "s", "abc", "1:", "-3", "99999999999", "4294967295h"] {
        assert_eq!(seconds(bad).filter(|_| bad != "1:"), None, "{bad}");
    }
}

#[test]
fn the_table_holds_together() {
    let mut hosts = std::collections::BTreeSet::new();
    for platform in ALL {
        for host in platform.hosts {
            assert!(hosts.insert(host) && *host == host.to_lowercase(), "{host}");
        }
        for name in platform.tracking {
            assert_eq!(*name, name.to_lowercase(), "parameters are compared in small letters");
            assert!(!(platform.timed && ["t", "start", "time_continue", "v"].contains(name)));
        }
    }
    for name in TRACKING {
        assert_eq!(*name, name.to_lowercase());
    }
}
