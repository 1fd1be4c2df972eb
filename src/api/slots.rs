//! The times that a station offers.

use guichet_core::config::Config;
use guichet_core::json;
use guichet_core::wire::slot::{FreeSlots, MAX_DAYS};

use crate::browser::http::{self, Freshness, Request};

/// How long an answer may take, in milliseconds: people wait for it in the middle of a form.
const TIMEOUT_MS: u32 = 10_000;

/// What is free at a station; `None` where that cannot be had.
pub async fn free(config: &Config, station: &str) -> Option<FreeSlots> {
    let url = format!("{}/api/v1/stations/{station}/slots?days={MAX_DAYS}", config.api);
    let request = Request {
        method: "GET",
        url: &url,
        headers: &[],
        body: None,
        timeout_ms: TIMEOUT_MS,
        freshness: Freshness::Live,
        integrity: None,
    };
    let reply = http::fetch(&request).await.ok().filter(|reply| reply.status == 200)?;
    json::read(&reply.body)
}
