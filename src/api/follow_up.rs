//! The calls about what was sent before: with its code, which is in no address.

use guichet_core::config::Config;
use guichet_core::follow_up::{answer::Answer, pass::Pass};
use guichet_core::wire::appointment::AppointmentChange;

use crate::browser::http::{self, Body, Freshness, Request};

/// How long an answer may take, in milliseconds.
const TIMEOUT_MS: u32 = 20_000;

/// Where it stands.
pub async fn look(config: &Config, pass: &Pass) -> Answer {
    call(config, pass, "GET", "", None).await
}

/// Changes the appointment, as it was seen.
pub async fn change(config: &Config, pass: &Pass, change: &AppointmentChange) -> Answer {
    let Ok(body) = serde_json::to_string(change) else { return Answer::Failed };
    call(config, pass, "PUT", "/appointment", Some(&body)).await
}

/// Takes it back.
pub async fn withdraw(config: &Config, pass: &Pass) -> Answer {
    call(config, pass, "POST", "/withdrawal", None).await
}

async fn call(config: &Config, pass: &Pass, method: &'static str, part: &str, body: Option<&str>) -> Answer {
    let url = format!("{}/api/v1/submissions/{}{part}", config.api, pass.reference);
    let bearer = format!("Bearer {}", pass.code.as_text());
    let headers = [("Authorization", bearer.as_str())];
    let (body, freshness) = (body.map(Body::Json), Freshness::Live);
    let request =
        Request { method, url: &url, headers: &headers, body, timeout_ms: TIMEOUT_MS, freshness, integrity: None };
    match http::fetch(&request).await {
        Ok(reply) => Answer::read(reply.status, reply.retry_after, &reply.body),
        Err(_) => Answer::none(method != "GET"),
    }
}
