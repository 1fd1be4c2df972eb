//! News, from real folders and real servers: what is served, what hostile feeds can do (nothing), and what stays when a
//! source goes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use guichet_core::domain::news::{MAX_POSTS, News};
use guichet_core::wire::seal::SecretKey;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::{Extras, Server, random};

/// A picture of 2 × 3 pixels, as far as anybody looks.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x06\0\0\0\0\0\0\0";

async fn server(news: Vec<String>) -> Server {
    Server::start_with(None, None, SecretKey::from_random(random()), Extras { news, ..Extras::default() }).await
}

async fn feed(server: &Server) -> Value {
    let answer = server.call(Method::GET, "/api/v1/news").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

/// Waits until the feed is as wanted.
async fn until(server: &Server, wanted: impl Fn(&Value) -> bool) -> Value {
    let start = Instant::now();
    loop {
        let feed = feed(server).await;
        if wanted(&feed) {
            return feed;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{feed:#}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn items(feed: &Value) -> &Vec<Value> {
    feed["items"].as_array().unwrap()
}

fn fresh(count: usize) -> impl Fn(&Value) -> bool {
    move |feed| feed["_guichet"]["stale"] == false && items(feed).len() == count
}

/// A host whose answers a test sets, and which tells what it was asked.
#[derive(Clone, Default)]
struct Host {
    answers: Arc<Mutex<HashMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<(String, HeaderMap)>>>,
}

type Answer = (u16, &'static str, Vec<u8>);

impl Host {
    async fn start(&self) -> String {
        async fn answer(State(host): State<Host>, uri: Uri, headers: HeaderMap) -> Response {
            let known = headers.get(header::IF_NONE_MATCH).map(|tag| tag.to_str().unwrap().to_owned());
            host.asked.lock().unwrap().push((uri.path().to_owned(), headers));
            let Some((status, kind, body)) = host.answers.lock().unwrap().get(uri.path()).cloned() else {
                return StatusCode::NOT_FOUND.into_response();
            };
            if (300..400).contains(&status) {
                return (StatusCode::from_u16(status).unwrap(), [(header::LOCATION, kind)]).into_response();
            }
            let tag = format!("\"{}\"", &guichet_core::wire::sha256_hex(&[&body])[..8]);
            if known.as_ref() == Some(&tag) && status == 200 {
                return StatusCode::NOT_MODIFIED.into_response();
            }
            let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::ETAG, tag)];
            (StatusCode::from_u16(status).unwrap(), headers, body).into_response()
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        address
    }

    fn set(&self, path: &str, status: u16, kind: &'static str, body: impl Into<Vec<u8>>) {
        self.answers.lock().unwrap().insert(path.to_owned(), (status, kind, body.into()));
    }

    fn asked(&self, path: &str) -> Vec<HeaderMap> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(other, _)| other == path).map(|(_, headers)| headers.clone()).collect()
    }
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel>{items}</channel></rss>"
    )
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_becomes_a_feed_that_the_app_reads() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "car.png", PNG);
    let posts = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "t", "language": "fr", "items": [
        { "id": "1", "url": "https://www.facebook.com/1", "content_text": "Un\ndeux", "date_published": "2026-11-02T10:00:00+01:00" },
        { "id": "2", "content_html": "<p>Photo &amp; texte</p>", "image": "car.png", "date_published": "2026-11-03T10:00:00Z",
          "_guichet": { "channel": "flickr", "alt": "Une voiture" } },
        7,
    ]});
    write(folder.path(), "facebook.json", posts.to_string());
    write(
        folder.path(),
        "dailymotion.rss",
        rss("<item><title>Film</title><link>https://www.dailymotion.com/video/x8abc</link></item>"),
    );
    write(folder.path(), "notes.txt", "not read");
    let server = server(vec![folder.path().to_str().unwrap().to_owned()]).await;
    let published = until(&server, fresh(3)).await;
    let read = News::read(&published.to_string()).unwrap();
    assert!(!read.stale && read.as_of.is_none());
    let by_channel = |channel: &str| read.posts.iter().find(|post| post.channel == channel).unwrap();
    let facebook = by_channel("facebook");
    assert_eq!(
        (facebook.text.as_str(), facebook.published, facebook.language.as_deref()),
        ("Un\ndeux", Some(1_793_610_000), Some("fr"))
    );
    assert_eq!(facebook.address.as_deref(), Some("https://www.facebook.com/1"));
    let picture = by_channel("flickr").picture.clone().unwrap();
    assert_eq!((picture.width, picture.height, picture.alt.as_str()), (2, 3, "Une voiture"));
    assert_eq!(by_channel("dailymotion").video.as_ref().unwrap().name(), "dailymotion.x8abc");
    // An undated post stands where it was first seen: now.
    assert_eq!(
        read.posts.iter().map(|post| post.channel.as_str()).collect::<Vec<_>>(),
        ["dailymotion", "flickr", "facebook"]
    );

    let answer = server.call(Method::GET, &format!("/api/v1/news/images/{}", picture.file)).send().await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!((header("content-type").as_str(), header("x-content-type-options").as_str()), ("image/png", "nosniff"));
    assert!(header("cache-control").contains("immutable") && header("content-security-policy").contains("sandbox"));
    assert_eq!(answer.bytes().await.unwrap(), PNG);
    for name in ["0123456789abcdef0123456789abcdef.png", "..%2f..%2fconfig.json", "%2e%2e", "x.svg"] {
        let answer = server.call(Method::GET, &format!("/api/v1/news/images/{name}")).send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()),
            (404, "application/problem+json"),
            "{name}"
        );
    }

    // What is taken away goes.
    std::fs::remove_file(folder.path().join("facebook.json")).unwrap();
    until(&server, fresh(1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_feeds_are_cached_by_their_tag_and_the_atom_feed_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "x.xml",
        rss("<item><guid>1</guid><title>A &lt;b&gt; &amp;amp; c</title><link>https://x.com/1</link>\
        <pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>Text ]]&gt; &amp;lt;i&amp;gt;</description></item>"),
    );
    let server = server(vec![folder.path().to_str().unwrap().to_owned()]).await;
    let published = until(&server, fresh(1)).await;
    for (path, media) in
        [("/api/v1/news", "application/feed+json"), ("/api/v1/news.atom", "application/atom+xml; charset=utf-8")]
    {
        let answer = server.call(Method::GET, path).send().await.unwrap();
        assert_eq!(
            (answer.headers()["content-type"].to_str().unwrap(), answer.headers()["cache-control"].to_str().unwrap()),
            (media, "max-age=60")
        );
        let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
            let again = server.call(Method::GET, path).header("if-none-match", known).send().await.unwrap();
            assert_eq!((again.status().as_u16(), again.text().await.unwrap().as_str()), (304, ""));
        }
    }
    let atom = server.call(Method::GET, "/api/v1/news.atom").send().await.unwrap().text().await.unwrap();
    let other = tempfile::tempdir().unwrap();
    write(other.path(), "x.atom", &atom);
    let second = self::server(vec![other.path().to_str().unwrap().to_owned()]).await;
    let again = until(&second, fresh(1)).await;
    for member in ["title", "content_text", "date_published", "url"] {
        assert_eq!(items(&again)[0][member], items(&published)[0][member], "{member} in {atom}");
    }
    assert_eq!(items(&published)[0]["content_text"], "Text ]]> <i>");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_items_come_out_safe() {
    let folder = tempfile::tempdir().unwrap();
    let evil = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [
        { "id": "1", "url": "javascript:alert(1)", "title": "<script>alert(1)</script>\u{202e}x",
          "content_html": "<p onclick='alert(1)'>Hi<script>steal()</script><style>*{display:none}</style><iframe src=https://evil.example></iframe>\
                           <img src=x onerror=alert(1)><a href='javascript:alert(1)'>link</a></p>",
          "image": "https://evil.example/track.png", "date_published": "9999-99-99", "_guichet": { "channel": "<x>" } },
        { "id": "../../x", "url": "https://police.example@evil.example", "title": "T".repeat(1_000_000), "content_text": "C".repeat(1_000_000),
          "date_published": "2999-01-01T00:00:00Z", "image": "../../../etc/passwd" },
        { "id": { "a": 1 }, "url": ["x"], "title": null, "content_text": "\u{0}\u{1b}[2J\u{feff}ok" },
        null, [], "x",
    ]});
    write(folder.path(), "evil.json", evil.to_string());
    write(folder.path(), "good.xml", rss("<item><guid>g</guid><title>Good</title></item>"));
    write(folder.path(), "broken.xml", "<rss><channel><item><title>half");
    write(
        folder.path(),
        "large.json",
        format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"x\":\"{}\"}}", "x".repeat(10 * 1024 * 1024)),
    );
    write(folder.path(), "deep.json", "[".repeat(1_000_000));
    write(folder.path(), "deep.xml", rss(&"<media:group>".repeat(200_000)));
    let server = server(vec![folder.path().to_str().unwrap().to_owned()]).await;
    let published = until(&server, |feed| items(feed).len() == 4).await;
    assert_eq!(published["_guichet"]["stale"], true, "some files cannot be read, and it says so");
    let text = published.to_string();
    for trace in [
        "javascript:",
        "evil.example",
        "steal()",
        "display:none",
        "onclick",
        "onerror",
        "etc/passwd",
        "\u{202e}",
        "\\u001b",
        "\\u0000",
        "9999",
        "2999",
    ] {
        assert!(!text.contains(trace), "{trace}");
    }
    assert!(text.len() < 10_000, "{}", text.len());
    let read = News::read(&text).unwrap();
    let hi = read.posts.iter().find(|post| post.text.starts_with("Hi")).unwrap();
    assert_eq!((hi.text.as_str(), hi.title.as_deref()), ("Hilink", Some("<script>alert(1)</script>x")));
    assert_eq!(
        (hi.address.as_ref(), hi.published, hi.picture.as_ref(), hi.channel.as_str()),
        (None, None, None, "evil")
    );
    assert!(read.posts.iter().any(|post| post.title.as_deref() == Some("Good")));
    assert!(read.posts.iter().any(|post| post.text == "[2Jok"));
    let atom = server.call(Method::GET, "/api/v1/news.atom").send().await.unwrap().text().await.unwrap();
    assert!(atom.contains("&lt;script&gt;") && !atom.contains("<script"), "{atom}");
    // Everything else goes on.
    assert_eq!(server.call(Method::GET, "/api/v1/health").send().await.unwrap().status().as_u16(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_fails_leaves_its_last_good_copy_also_after_a_restart() {
    let host = Host::default();
    let address = host.start().await;
    host.set("/feed", 200, "application/rss+xml", rss("<item><guid>1</guid><title>One</title></item>"));
    let source = vec![format!("x={address}/feed")];
    let first = server(source.clone()).await;
    let published = until(&first, fresh(1)).await;
    let id = items(&published)[0]["id"].clone();
    assert_eq!(items(&published)[0]["_guichet"]["channel"], "x");

    // Nothing new: asked with the tag, and still fresh.
    tokio::time::sleep(Duration::from_millis(600)).await;
    let asked = host.asked("/feed");
    assert!(asked.len() > 1 && asked[1..].iter().all(|headers| headers.contains_key("if-none-match")));
    assert!(fresh(1)(&feed(&first).await));

    for (status, body) in
        [(500, b"".to_vec()), (404, b"".to_vec()), (206, b"<rss/>".to_vec()), (201, vec![b' '; 20 * 1024 * 1024])]
    {
        host.set("/feed", status, "application/rss+xml", body);
        let published = until(&first, |feed| feed["_guichet"]["stale"] == true).await;
        assert_eq!((items(&published).len(), &items(&published)[0]["id"]), (1, &id), "{status}");
        assert!(published["_guichet"]["as_of"].as_str().unwrap().starts_with("20"));
        host.set("/feed", 200, "application/rss+xml", rss("<item><guid>1</guid><title>One</title></item>"));
        until(&first, fresh(1)).await;
    }

    // Another start on the same data folder, with the source down.
    host.set("/feed", 503, "text/plain", "");
    until(&first, |feed| feed["_guichet"]["stale"] == true).await;
    let options = |folder: &Path| guichet_backend::news::Options {
        sources: source.iter().map(|source| source.parse().unwrap()).collect(),
        every: Duration::from_mins(1),
        picture_hosts: Vec::new(),
        folder: folder.to_owned(),
    };
    let config = guichet_core::config::Config::default();
    let folder = first.folder.path().join("news");
    let (again, _tasks) = guichet_backend::news::News::start(options(&folder), &config).unwrap();
    let published = News::read(&again.json().text).unwrap();
    assert!(published.stale && published.as_of.is_some());
    assert_eq!(published.posts[0].id, id.as_str().unwrap());
    // A broken copy on the disk is no copy.
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(elsewhere.path().join("feeds")).unwrap();
    for entry in std::fs::read_dir(folder.join("feeds")).unwrap() {
        std::fs::write(elsewhere.path().join("feeds").join(entry.unwrap().file_name()), "{").unwrap();
    }
    let (empty, _tasks) = guichet_backend::news::News::start(options(elsewhere.path()), &config).unwrap();
    let published = News::read(&empty.json().text).unwrap();
    assert!(published.stale && published.posts.is_empty() && published.as_of.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_and_endless_feeds_change_nothing() {
    let host = Host::default();
    let address = host.start().await;
    let good = rss("<item><guid>1</guid><title>One</title></item>");
    host.set("/feed", 200, "application/rss+xml", good.clone());
    let server = server(vec![format!("{address}/feed")]).await;
    let published = until(&server, fresh(1)).await;
    let large = rss(&format!("<item><guid>2</guid><title>{}</title></item>", "x".repeat(10 * 1024 * 1024)));
    for body in [large.as_bytes(), b"<rss><channel><item>", b"{\"version\":", b"\xff\xfe\xff", b"<html></html>", b""] {
        host.set("/feed", 200, "application/rss+xml", body);
        let stale = until(&server, |feed| feed["_guichet"]["stale"] == true).await;
        assert_eq!(items(&stale), items(&published), "{} bytes", body.len());
        host.set("/feed", 200, "application/rss+xml", good.clone());
        assert_eq!(until(&server, fresh(1)).await, published);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_come_from_the_feeds_host_only_and_must_be_pictures() {
    let (host, stranger) = (Host::default(), Host::default());
    let (address, elsewhere) = (host.start().await, stranger.start().await);
    let location: &'static str = Box::leak(format!("{elsewhere}/stolen.png").into_boxed_str());
    let names = ["good.png", "page.png", "svg.png", "large.png", "moved.png", "missing.png", "lies.png"];
    let post = |name: &str, place: &str| {
        format!(
            "<item><guid>{name}</guid><title>{name}</title><enclosure type='image/png' url='{place}/{name}'/></item>"
        )
    };
    let mut posts: Vec<String> = names.iter().map(|name| post(name, "")).collect();
    posts.push(post("track.png", &elsewhere));
    host.set("/feed", 200, "application/rss+xml", rss(&posts.concat()));
    host.set("/good.png", 200, "image/png", PNG);
    host.set("/page.png", 200, "text/html", PNG);
    host.set("/svg.png", 200, "image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    host.set("/large.png", 200, "image/png", [PNG, &vec![0; 2 * 1024 * 1024]].concat());
    host.set("/moved.png", 302, location, "");
    host.set("/lies.png", 200, "image/jpeg", "GIF89a");
    stranger.set("/stolen.png", 200, "image/png", PNG);
    stranger.set("/track.png", 200, "image/png", PNG);
    let server = server(vec![format!("flickr={address}/feed")]).await;
    let published = until(&server, fresh(8)).await;
    let with_picture: Vec<_> = items(&published)
        .iter()
        .filter(|item| item["_guichet"].get("picture").is_some())
        .map(|item| item["title"].clone())
        .collect();
    assert_eq!(with_picture, ["good.png"]);
    assert!(stranger.asked.lock().unwrap().is_empty(), "a stranger was asked");
    assert!(!published.to_string().contains(&elsewhere) && !published.to_string().contains(&address));
    // What will never do is not asked for again.
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(host.asked("/feed").len() > 2);
    assert_eq!(
        (host.asked("/good.png").len(), host.asked("/svg.png").len(), host.asked("/large.png").len()),
        (1, 1, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_moved_to_another_host_is_not_followed() {
    let (host, stranger) = (Host::default(), Host::default());
    let (address, elsewhere) = (host.start().await, stranger.start().await);
    stranger.set("/feed", 200, "text/xml", rss("<item><guid>1</guid><title>One</title></item>"));
    host.set("/feed", 302, Box::leak(format!("{elsewhere}/feed").into_boxed_str()), "");
    host.set("/near", 301, "/here", "");
    host.set("/here", 200, "text/xml", rss("<item><guid>2</guid><title>Two</title></item>"));
    let server = server(vec![format!("{address}/feed"), format!("{address}/near")]).await;
    let published = until(&server, |feed| items(feed).len() == 1).await;
    assert_eq!((&items(&published)[0]["title"], &published["_guichet"]["stale"]), (&json!("Two"), &json!(true)));
    assert!(stranger.asked.lock().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_posts_are_served_and_no_feed_crowds_out_another() {
    let folder = tempfile::tempdir().unwrap();
    let many = |count: usize, year: u32| {
        let items: Vec<Value> = (0..count)
            .map(|n| json!({ "id": n, "content_text": format!("post {n}"), "date_published": format!("{year}-01-01T00:{:02}:{:02}Z", n / 60 % 60, n % 60) }))
            .collect();
        json!({ "version": "https://jsonfeed.org/version/1.1", "items": items }).to_string()
    };
    write(folder.path(), "x.json", many(3000, 2026));
    let server = server(vec![folder.path().to_str().unwrap().to_owned()]).await;
    let published = until(&server, fresh(MAX_POSTS)).await;
    assert_eq!(
        items(&published)[0]["content_text"],
        "post 2999",
        "the newest come first, although the feed is the other way round"
    );
    write(folder.path(), "facebook.json", many(10, 2020));
    let published = until(&server, fresh(260)).await;
    assert_eq!(items(&published)[259]["_guichet"]["channel"], "facebook");
    let start = Instant::now();
    let answer = server.call(Method::GET, "/api/v1/news").send().await.unwrap().text().await.unwrap();
    assert!(start.elapsed() < Duration::from_millis(500) && answer.len() < 200_000);
}
