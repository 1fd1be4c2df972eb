use super::*;
use proptest::prelude::*;
use serde_json::json;

fn feed(items: &Value) -> String {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items }).to_string()
}

fn one(item: &Value) -> Option<Post> {
    News::read(&feed(&json!([item]))).unwrap().posts.into_iter().next()
}

#[test]
fn a_whole_post_is_read() {
    let post = one(&json!({
        "id": "0a1b", "url": "https://www.flickr.com/photos/1", "title": "A title", "content_text": "One\n\nTwo",
        "date_published": "2026-11-03T14:05:00Z", "language": "fr", "later": 1,
        "_guichet": { "channel": "flickr", "video": "dailymotion.x8abc",
            "picture": { "file": "0123456789abcdef0123456789abcdef.jpg", "width": 3, "height": 2, "alt": "A car" } },
    }));
    let expected = Post {
        id: "0a1b".to_owned(),
        channel: "flickr".to_owned(),
        address: Some("https://www.flickr.com/photos/1".to_owned()),
        title: Some("A title".to_owned()),
        text: "One\n\nTwo".to_owned(),
        published: Some(1_793_714_700),
        language: Some("fr".to_owned()),
        picture: Some(Picture {
            file: "0123456789abcdef0123456789abcdef.jpg".to_owned(),
            width: 3,
            height: 2,
            alt: "A car".to_owned(),
        }),
        video: Some(Video { host: VideoHost::Dailymotion, id: "x8abc".to_owned() }),
    };
    assert_eq!(post, Some(expected));
}

#[test]
fn what_is_no_feed_is_none_and_a_bad_post_spoils_no_other() {
    for text in ["", "null", "[]", "{}", "<rss/>", r#"{"version":"1","items":[]}"#] {
        assert_eq!(News::read(text), None, "{text}");
    }
    let good = json!({ "id": "a", "content_text": "x", "_guichet": { "channel": "x" } });
    let bad = [
        json!(1),
        json!({ "id": 1 }),
        json!({ "id": "A/../b", "content_text": "x", "_guichet": { "channel": "x" } }),
        json!({ "id": "b", "content_text": "x" }),
        json!({ "id": "c", "content_text": "\u{202e} \n ", "_guichet": { "channel": "x" } }),
        good.clone(),
    ];
    let all: Vec<_> = bad.into_iter().chain([good]).collect();
    let news = News::read(&feed(&Value::from(all))).unwrap();
    assert_eq!(news.posts.iter().map(|post| post.id.as_str()).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn the_last_good_copy_tells_its_date() {
    let text = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [],
        "_guichet": { "stale": true, "as_of": "1970-01-02T00:00:01Z" } });
    let news = News::read(&text.to_string()).unwrap();
    assert_eq!((news.stale, news.as_of), (true, Some(86_401)));
}

#[test]
fn only_plain_https_addresses_are_links() {
    for (address, expected) in [
        ("https://www.facebook.com/PoliceNationale/posts/1?a=b#c", true),
        ("http://www.facebook.com/", false),
        ("javascript:alert(1)", false),
        ("JavaScript:alert(1)", false),
        ("data:text/html,x", false),
        ("//evil.example", false),
        ("https://police.example@evil.example/", false),
        ("https://evil.example\\@police.example/", false),
        ("https://localhost/", false),
        ("https://a.example/\u{202e}x", false),
        ("https://a.example/ x", false),
        ("https://a.example/\n", false),
        ("https://a.example/\"onclick=", false),
        ("", false),
    ] {
        assert_eq!(is_secure_address(address), expected, "{address}");
    }
    assert!(!is_secure_address(&format!("https://a.example/{}", "x".repeat(MAX_ADDRESS))));
}

#[test]
fn pictures_are_files_of_ours() {
    for file in
        ["https://evil.example/a.jpg", "../../../config.json", "0123.jpg", "0123456789abcdef0123456789abcdef.svg"]
    {
        assert_eq!(picture(&json!({ "file": file, "width": 1, "height": 1 })), None, "{file}");
    }
    let file = "0123456789abcdef0123456789abcdef.png";
    assert_eq!(picture(&json!({ "file": file, "width": 0, "height": 1 })), None);
    assert_eq!(picture(&json!({ "file": file, "width": 1, "height": -1 })), None);
    assert_eq!(picture(&json!({ "file": file, "width": 1, "height": 1 })).unwrap().alt, "");
}

#[test]
fn videos_are_known_by_their_address() {
    for (address, expected) in [
        ("https://www.dailymotion.com/video/x8abc12", Some("dailymotion.x8abc12")),
        ("https://www.dailymotion.com/video/x8abc12?playlist=x1", Some("dailymotion.x8abc12")),
        ("https://dai.ly/x8abc12", Some("dailymotion.x8abc12")),
        ("https://www.youtube.com/watch?v=aB-_3&t=3", Some("youtube.aB-_3")),
        ("https://youtu.be/aB-_3?si=1", Some("youtube.aB-_3")),
        ("https://www.dailymotion.com.evil.example/video/x8", None),
        ("https://evil.example/www.dailymotion.com/video/x8", None),
        ("https://www.dailymotion.com/video/", None),
        ("https://dai.ly/x8\"onload=", None),
        ("javascript:dai.ly/x8", None),
    ] {
        let video = Video::of_address(address);
        assert_eq!(video.as_ref().map(Video::name).as_deref(), expected, "{address}");
        if let Some(video) = video {
            assert_eq!(Video::parse(&video.name()), Some(video));
        }
    }
    let video = Video::parse("dailymotion.x8").unwrap();
    assert_eq!(video.player(), "https://geo.dailymotion.com/player.html?video=x8");
    for name in ["", ".", "evil.x8", "dailymotion.", "dailymotion.a/b", "dailymotion.a&b", "Dailymotion.x"] {
        assert_eq!(Video::parse(name), None, "{name}");
    }
}

#[test]
fn text_is_shown_without_tricks() {
    assert_eq!(shown("  a\u{202e}b\u{0}c \t d\u{e0041} ", 50, false), "abc d");
    assert_eq!(shown("a\n\n\n\n b\r\nc", 50, true), "a\n\nb\nc");
    assert_eq!(shown("a\nb", 50, false), "a b");
    assert_eq!(shown("abcdef", 3, false), "abc…");
    assert_eq!(shown("👩‍👩‍👧 می‌خواهم", 50, false), "👩‍👩‍👧 می‌خواهم");
    assert_eq!(shown(&format!("e{}", "\u{301}".repeat(90)), 50, false), "e\u{301}\u{301}\u{301}");
    assert_eq!(shown("<script>alert(1)</script>", 50, false), "<script>alert(1)</script>");
}

#[test]
fn moments_are_read_in_one_form() {
    for (text, expected) in [
        ("1970-01-01T00:00:00Z", Some(0)),
        ("2026-11-23T20:15:00Z", Some(1_795_464_900)),
        ("2026-02-30T00:00:00Z", None),
        ("2026-11-23T24:00:00Z", None),
        ("2026-11-23T20:15:00+01:00", None),
        ("2026-11-23", None),
        ("+026-11-23T20:15:00Z", None),
        ("", None),
    ] {
        assert_eq!(moment(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_bounded_and_harmless(text in "\\PC*|.*", max in 0_usize..40) {
        let shown = shown(&text, max, true);
        prop_assert!(shown.chars().count() <= max + 1);
        prop_assert!(!shown.chars().any(|c| c != '\n' && c.is_control() || is_hidden(c)));
    }

    #[test]
    fn any_feed_is_read_without_a_stumble(id in ".*", url in ".*", title in ".*", file in ".*", video in ".*") {
        let item = json!({ "id": id, "url": url, "title": title, "content_text": "x", "date_published": url,
            "_guichet": { "channel": "x", "video": video, "picture": { "file": file, "width": 1, "height": 1 } } });
        if let Some(post) = one(&item) {
            prop_assert!(post.address.is_none_or(|address| address.starts_with("https://")));
        }
    }
}
