use super::*;

fn rss(item: &str) -> String {
    format!(
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Feed</title><language>fr</language>\
         <link>https://feed.example</link>{item}</channel></rss>"
    )
}

fn one(text: &str) -> Draft {
    read(text.as_bytes(), 10).unwrap().into_iter().next().unwrap()
}

#[test]
fn an_item_of_rss_is_read() {
    let draft = one(&rss(
        "<item><title>A &amp;amp; B</title><link>https://a.example/1</link><guid>g1</guid><description>short</description>\
         <content:encoded><![CDATA[<p>Long</p>]]></content:encoded><pubDate>Mon, 23 Nov 2026 20:15:00 GMT</pubDate>\
         <media:group><media:content url='https://a.example/1.jpg?a=1&amp;b=2' medium='image'>\
         <media:title>Car</media:title></media:content></media:group><enclosure url='https://dai.ly/x8' type='video/mp4'/></item>",
    ));
    assert_eq!(draft.title, Some(Markup::Html("A &amp; B".to_owned())));
    assert_eq!(draft.text, Some(Markup::Html("<p>Long</p>".to_owned())));
    assert_eq!((draft.id.as_str(), draft.language.as_deref()), ("g1", Some("fr")));
    assert_eq!(draft.links, ["https://a.example/1", "https://dai.ly/x8"]);
    assert_eq!(draft.pictures, [("https://a.example/1.jpg?a=1&b=2".to_owned(), "Car".to_owned())]);
    assert_eq!(draft.date.as_deref(), Some("Mon, 23 Nov 2026 20:15:00 GMT"));
}

#[test]
fn an_entry_of_atom_is_read_and_its_source_is_not() {
    let draft = one("<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='en'><a:entry><a:id>1</a:id>\
         <a:source><a:id>other</a:id><a:title>other</a:title></a:source><a:title>x &lt; y</a:title>\
         <a:updated>2026-11-23T20:15:00Z</a:updated><a:link href='https://a.example/1'/><a:link rel='self' href='no'/>\
         <a:link rel='enclosure' type='image/png' href='b.png' title='Sea'/>\
         <a:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>1 &lt; <b>2</b></p></div></a:content>\
         </a:entry></a:feed>");
    assert_eq!((draft.id.as_str(), draft.language.as_deref()), ("1", Some("en")));
    assert_eq!(draft.title, Some(Markup::Plain("x < y".to_owned())));
    let Some(text) = draft.text else { panic!() };
    assert_eq!(text.read().text.trim(), "1 < 2");
    assert_eq!(draft.date.as_deref(), Some("2026-11-23T20:15:00Z"));
    assert_eq!(draft.links, ["https://a.example/1"]);
    assert_eq!(draft.pictures, [("b.png".to_owned(), "Sea".to_owned())]);
}

#[test]
fn other_encodings_are_read() {
    let text = b"<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>\xe9t\xe9</title></item></channel></rss>";
    let draft = read(text, 10).unwrap().remove(0);
    assert_eq!(draft.title, Some(Markup::Html("été".to_owned())));
}

#[test]
fn what_is_broken_is_no_feed() {
    for text in
        ["", "x", "<html></html>", "<rss><channel><item>", "<rss></feed>", "<rss><a></b></rss>", "<rss><item></rss>"]
    {
        assert!(read(text.as_bytes(), 10).is_none(), "{text}");
    }
}

#[test]
fn bombs_do_nothing() {
    let start = std::time::Instant::now();
    let lol = (1..20)
        .map(|n| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10)))
        .collect::<Vec<_>>()
        .concat();
    let bomb = format!("<!DOCTYPE rss [<!ENTITY l0 'lol'>{lol}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>");
    let text = bomb + &rss("<item><guid>1</guid><title>a&l19;b&f;c</title></item>");
    assert_eq!(one(&text).title, Some(Markup::Html("abc".to_owned())));
    let group = "<media:group>";
    for open in [group, "<item>", "<a>", "<item><title>", "<media:content>"] {
        assert!(read(rss(&open.repeat(400_000)).as_bytes(), 10).is_none(), "{open}");
    }
    let attributes = (0..600_000).map(|n| format!(" a{n}='{n}'")).collect::<Vec<_>>().concat();
    assert_eq!(one(&rss(&format!("<item><guid{attributes}>1</guid></item>"))).id, "1");
    let links = "<link>https://a.example/</link>".repeat(300_000);
    assert_eq!(one(&rss(&format!("<item>{links}</item>"))).links.len(), MAX_PARTS);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
