//! The built app as it is served.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_core::wire::seal::SecretKey;
use reqwest::Method;
use support::{Extras, Server, random};

#[tokio::test(flavor = "multi_thread")]
async fn files_pages_and_what_is_missing() {
    let server = Server::start(None, None, SecretKey::from_random(random())).await;
    let dist = server.folder.path().join("dist");
    std::fs::create_dir_all(dist.join("en")).unwrap();
    let files = [
        ("shell.html", "<h1>shell</h1>"),
        ("en/index.html", "<h1>own page</h1>"),
        ("boot-0123456789abcdef.js", "plain"),
        ("boot-0123456789abcdef.js.br", "short"),
        ("build.json", r#"{"style_hash":"sha256-abc="}"#),
    ];
    for (name, text) in files {
        std::fs::write(dist.join(name), text).unwrap();
    }
    let cases = [
        ("/", "", 200, "<h1>shell</h1>", "no-cache, no-transform"),
        ("/pre-plainte/lieu", "", 200, "<h1>shell</h1>", "no-cache, no-transform"),
        ("/en", "", 200, "<h1>own page</h1>", "no-cache, no-transform"),
        ("/nowhere", "", 404, "<h1>shell</h1>", "no-cache, no-transform"),
        ("/boot-0123456789abcdef.js", "", 200, "plain", "public, max-age=31536000, immutable, no-transform"),
        ("/boot-0123456789abcdef.js", "gzip, br", 200, "short", "public, max-age=31536000, immutable, no-transform"),
        ("/boot-ffffffffffffffff.js", "br", 404, "There is no such file.\n", "no-cache, no-transform"),
        ("/boot-0123456789abcdef.js.br", "", 404, "There is no such file.\n", "no-cache, no-transform"),
        ("/a%2fb/config.json", "", 404, "There is no such file.\n", "no-cache, no-transform"),
    ];
    for (path, encoding, status, text, cache) in cases {
        let answer = server.call(Method::GET, path).header("accept-encoding", encoding).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert_eq!(answer.headers()["cache-control"], cache, "{path}");
        assert_eq!(answer.headers().contains_key("content-encoding"), text == "short", "{path}");
        assert!(answer.headers().contains_key("date"));
        let policy = answer.headers().get("content-security-policy").map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(
            policy.is_some_and(|policy| policy.contains("style-src 'self' 'sha256-abc='")),
            text.starts_with('<'),
            "{path}"
        );
        assert_eq!(answer.text().await.unwrap(), text, "{path}");
    }
    let posted = server.call(Method::POST, "/pre-plainte").send().await.unwrap();
    assert_eq!(
        (posted.status().as_u16(), posted.headers()["content-type"].to_str().unwrap()),
        (405, "application/problem+json")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_configuration_is_served_with_its_key_and_what_else_it_holds() {
    let server = Server::start(None, None, SecretKey::from_random(random())).await;
    let answer = server.call(Method::GET, "/config.json").send().await.unwrap();
    let tag = answer.headers()["etag"].clone();
    let config: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(config["recipient_keys"][0]["kid"], server.recipient.kid);
    assert_eq!((&config["later"], &config["demonstration"]), (&1.into(), &false.into()));
    let again = server.call(Method::GET, "/config.json").header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status().as_u16(), 304);
    assert!(again.headers().contains_key("date"));
}

/// Where another server has taken `/police` away on the way here, the rest is answered all the same.
#[tokio::test(flavor = "multi_thread")]
async fn below_a_path_everything_is_answered_and_leads_on_below_it() {
    let extras = Extras { public_address: "https://ville.example/police/".to_owned(), ..Extras::default() };
    let server = Server::start_with(None, None, SecretKey::from_random(random()), extras).await;
    let dist = server.folder.path().join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    std::fs::write(dist.join("shell.html"), "<h1>shell</h1>").unwrap();
    let intent = support::intent(&server.recipient, "gn-1");
    for (path, status, location) in [
        ("/police", 308, "/police/"),
        ("/police/", 200, ""),
        ("/police/en/", 308, "/police/en"),
        ("/police/pre-plainte/lieu", 200, ""),
        ("/police/pre-plainte/lieu/", 308, "/police/pre-plainte/lieu"),
        ("/police/config.json", 200, ""),
        ("/police/nothing.js", 404, ""),
        ("/police/api/v1/health", 200, ""),
        ("/police/api/v1/nothing", 404, ""),
        ("/pre-plainte/lieu", 200, ""),
        ("/en/", 308, "/police/en"),
        ("/api/v1/health", 200, ""),
        ("/policeman/", 404, ""),
    ] {
        let asked = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = asked.get(format!("{}{path}", server.address)).send().await.unwrap();
        let to = answer.headers().get("location").map_or("", |to| to.to_str().unwrap());
        assert_eq!((answer.status().as_u16(), to), (status, location), "{path}");
    }
    let sent = server.call(Method::POST, "/police/api/v1/submissions").header("idempotency-key", intent.key.as_uuid());
    let sent = sent.header("content-type", "application/json").body(intent.body.clone()).send().await.unwrap();
    assert_eq!((sent.status().as_u16(), server.rows().await), (201, 1));
    let origin = server.call(Method::GET, "/police/api/v1/health").header("origin", "https://ville.example");
    let allowed = origin.send().await.unwrap().headers()["access-control-allow-origin"].clone();
    assert_eq!(allowed, "https://ville.example");
}
