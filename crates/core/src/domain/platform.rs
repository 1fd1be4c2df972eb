//! The large networks, as data: their hosts, what follows one around in their addresses, and where account and message
//! stand. A new network is one entry.

use std::fmt;

use serde::Serialize;

/// A network.
#[derive(Debug)]
pub struct Platform {
    /// As it calls itself.
    pub name: &'static str,
    /// The name inside its host names, for those who imitate it; empty where nobody would.
    pub label: &'static str,
    /// Its hosts; what ends in a dot and one of them is also its own.
    pub hosts: &'static [&'static str],
    /// Parameters that tell who shared an address, besides [`TRACKING`]; a star stands for any ending.
    pub tracking: &'static [&'static str],
    /// True where `t`, `start` or a fragment can name a moment of a video.
    pub timed: bool,
    /// Where account and message stand. `{a}` is the account, `{m}` the message, `*` anything; what stands before a slash is a
    /// host. The first that fits is taken.
    paths: &'static [&'static str],
}

/// Parameters that only follow people around, on any site; a star stands for any ending.
pub const TRACKING: &[&str] = &[
    "utm_*",
    "mtm_*",
    "pk_*",
    "matomo_*",
    "hsa_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "gad_source",
    "gad_campaignid",
    "srsltid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "epik",
    "sccid",
    "li_fat_id",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "__hssc",
    "__hstc",
    "__hsfp",
    "hsctatracking",
    "mkt_tok",
    "vero_id",
    "vero_conv",
    "oly_enc_id",
    "oly_anon_id",
    "s_cid",
    "rb_clickid",
    "wickedid",
    "_openstat",
    "_ga",
    "_gl",
    "_bta_tid",
    "_bta_c",
    "trk_contact",
    "trk_msg",
    "trk_module",
    "trk_sid",
    "ml_subscriber",
    "ml_subscriber_hash",
    "at_campaign",
    "at_medium",
    "xtor",
    "__s",
    "__cft__*",
    "__tn__",
    "__xts__*",
];

/// First parts of a path that are pages of the network and no account.
const NO_ACCOUNT: &[&str] = &[
    "about",
    "accounts",
    "add",
    "channel",
    "channels",
    "directory",
    "discover",
    "embed",
    "events",
    "explore",
    "feed",
    "foryou",
    "gaming",
    "groups",
    "hashtag",
    "help",
    "home",
    "i",
    "invite",
    "joinchat",
    "l.php",
    "legal",
    "live",
    "login",
    "marketplace",
    "p",
    "pages",
    "people",
    "permalink.php",
    "photo",
    "photo.php",
    "playlist",
    "policies",
    "post",
    "privacy",
    "profile.php",
    "r",
    "reel",
    "reels",
    "results",
    "search",
    "settings",
    "share",
    "sharer",
    "sharer.php",
    "shorts",
    "signup",
    "spotlight",
    "stories",
    "story.php",
    "t",
    "tag",
    "terms",
    "tv",
    "video",
    "videos",
    "watch",
    "web",
];

/// The longest account or message that is kept, in bytes: longer ones are none.
const LONGEST: usize = 100;

const fn network(
    name: &'static str,
    label: &'static str,
    hosts: &'static [&'static str],
    paths: &'static [&'static str],
) -> Platform {
    Platform { name, label, hosts, tracking: &[], timed: false, paths }
}

/// Every network known here.
pub static ALL: &[Platform] = &[
    Platform {
        tracking: &[
            "mibextid",
            "rdid",
            "share_url",
            "sfnsn",
            "ref",
            "refid",
            "refsrc",
            "fref",
            "hc_ref",
            "notif_id",
            "notif_t",
            "eav",
            "paipv",
            "wtsid",
            "_rdr",
            "_rdc",
            "comment_tracking",
            "acontext",
        ],
        ..network(
            "Facebook",
            "facebook",
            &[
                "facebook.com",
                "fb.com",
                "fb.me",
                "fb.watch",
                "facebook.net",
                "facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion",
            ],
            &[
                "fb.watch/{m}",
                "/groups/{a}/posts/{m}",
                "/groups/{a}/permalink/{m}",
                "/groups/{a}",
                "/permalink.php?story_fbid={m}&id={a}",
                "/story.php?story_fbid={m}&id={a}",
                "/photo.php?fbid={m}",
                "/photo?fbid={m}",
                "/watch?v={m}",
                "/profile.php?id={a}",
                "/reel/{m}",
                "/share/*/{m}",
                "/share/{m}",
                "/events/{m}",
                "/people/*/{a}",
                "/stories/{a}/{m}",
                "/{a}/posts/*/{m}",
                "/{a}/posts/{m}",
                "/{a}/videos/*/{m}",
                "/{a}/videos/{m}",
                "/{a}/photos/*/{m}",
                "/{a}",
            ],
        )
    },
    Platform {
        tracking: &["s", "t", "cxt", "ref_src", "ref_url", "cn", "refsrc"],
        ..network(
            "X",
            "twitter",
            &["x.com", "twitter.com", "t.co", "twimg.com", "fxtwitter.com", "vxtwitter.com", "fixupx.com"],
            &[
                "t.co/{m}",
                "/i/web/status/{m}",
                "/i/status/{m}",
                "/i/spaces/{m}",
                "/{a}/status/{m}",
                "/{a}/statuses/{m}",
                "/{a}",
            ],
        )
    },
    network(
        "Instagram",
        "instagram",
        &["instagram.com", "instagr.am", "cdninstagram.com"],
        &["/p/{m}", "/reel/{m}", "/reels/{m}", "/tv/{m}", "/stories/{a}/{m}", "/{a}/p/{m}", "/{a}/reel/{m}", "/{a}"],
    ),
    network("Threads", "threads", &["threads.net", "threads.com"], &["/@{a}/post/{m}", "/t/{m}", "/@{a}"]),
    Platform {
        tracking: &[
            "is_from_webapp",
            "is_copy_url",
            "sender_device",
            "sender_web_id",
            "web_id",
            "_r",
            "_t",
            "_d",
            "_svg",
            "share_*",
            "tt_from",
            "u_code",
            "user_id",
            "sec_user_id",
            "sec_uid",
            "timestamp",
            "checksum",
            "source",
            "social_share_type",
            "ug_btm",
            "link_reflow_popup_iteration_sharer",
            "refer",
            "referer_url",
            "referer_video_id",
            "preview_pb",
            "share_app_id",
            "enable_checksum",
        ],
        ..network(
            "TikTok",
            "tiktok",
            &["tiktok.com", "tiktokv.com"],
            &["vm.tiktok.com/{m}", "vt.tiktok.com/{m}", "/@{a}/video/{m}", "/@{a}/photo/{m}", "/t/{m}", "/@{a}"],
        )
    },
    Platform {
        tracking: &["si", "feature", "pp", "ab_channel", "attr_tag", "embeds_*", "source_ve_path", "app", "kw"],
        timed: true,
        ..network(
            "YouTube",
            "youtube",
            &["youtube.com", "youtu.be", "youtube-nocookie.com", "youtubekids.com"],
            &[
                "youtu.be/{m}",
                "/watch?v={m}",
                "/shorts/{m}",
                "/live/{m}",
                "/embed/{m}",
                "/v/{m}",
                "/post/{m}",
                "/playlist?list={m}",
                "/channel/{a}",
                "/user/{a}",
                "/c/{a}",
                "/@{a}",
            ],
        )
    },
    Platform {
        tracking: &["share_id", "sc_*", "sid"],
        ..network(
            "Snapchat",
            "snapchat",
            &["snapchat.com"],
            &["/add/{a}", "/@{a}/spotlight/{m}", "/@{a}/{m}", "/@{a}", "/spotlight/{m}", "/p/*/{m}", "/t/{m}"],
        )
    },
    network(
        "Telegram",
        "telegram",
        &["t.me", "telegram.me", "telegram.dog", "telegram.org", "telesco.pe"],
        &[
            "t.me/s/{a}/{m}",
            "t.me/s/{a}",
            "t.me/c/{a}/{m}",
            "t.me/joinchat/{a}",
            "t.me/+{a}",
            "t.me/{a}/{m}",
            "t.me/{a}",
            "telegram.me/{a}/{m}",
            "telegram.me/{a}",
        ],
    ),
    network(
        "Discord",
        "discord",
        &["discord.com", "discord.gg", "discordapp.com", "discordapp.net", "discord.media"],
        &[
            "discord.gg/{a}",
            "/channels/{a}/*/{m}",
            "/channels/{a}",
            "/invite/{a}",
            "/users/{a}",
            "/attachments/{a}/{m}",
        ],
    ),
    Platform {
        tracking: &["tt_medium", "tt_content", "tt_email_id", "featured", "referrer"],
        timed: true,
        ..network(
            "Twitch",
            "twitch",
            &["twitch.tv"],
            &["clips.twitch.tv/{m}", "/videos/{m}", "/{a}/clip/{m}", "/{a}/video/{m}", "/{a}/v/{m}", "/{a}"],
        )
    },
    Platform {
        timed: true,
        ..network(
            "Dailymotion",
            "dailymotion",
            &["dailymotion.com", "dai.ly"],
            &["dai.ly/{m}", "/video/{m}", "/embed/video/{m}", "/playlist/{m}", "/{a}"],
        )
    },
    Platform {
        tracking: &[
            "share_id",
            "rdt",
            "correlation_id",
            "ref",
            "ref_source",
            "ref_campaign",
            "post_fullname",
            "post_index",
            "%24deep_link",
            "$deep_link",
            "_branch_match_id",
        ],
        ..network(
            "Reddit",
            "reddit",
            &["reddit.com", "redd.it", "redditmedia.com"],
            &[
                "v.redd.it/{m}",
                "i.redd.it/{m}",
                "redd.it/{m}",
                "/r/{a}/comments/{m}",
                "/r/{a}/s/{m}",
                "/user/{a}",
                "/u/{a}",
                "/r/{a}",
                "/comments/{m}",
            ],
        )
    },
    network(
        "WhatsApp",
        "whatsapp",
        &["whatsapp.com", "wa.me", "whatsapp.net"],
        &["chat.whatsapp.com/{a}", "wa.me/channel/{a}", "wa.me/{a}", "/channel/{a}/{m}", "/channel/{a}"],
    ),
    network(
        "VK",
        "",
        &["vk.com", "vk.ru", "vkontakte.ru", "vkvideo.ru"],
        &[
            "/wall{m}",
            "/video{m}",
            "/photo{m}",
            "/clip{m}",
            "/feed?w=wall{m}",
            "/{a}?w=wall{m}",
            "/club{a}",
            "/public{a}",
            "/id{a}",
            "/{a}",
        ],
    ),
    Platform {
        tracking: &["trackingid", "trk", "rcm", "lipi", "licu", "midtoken", "midsig", "originalsubdomain"],
        ..network(
            "LinkedIn",
            "linkedin",
            &["linkedin.com", "lnkd.in"],
            &["lnkd.in/{m}", "/posts/{m}", "/feed/update/{m}", "/in/{a}", "/company/{a}"],
        )
    },
    network(
        "Pinterest",
        "pinterest",
        &["pinterest.com", "pinterest.fr", "pin.it"],
        &["pin.it/{m}", "/pin/{m}", "/{a}"],
    ),
    network("Bluesky", "bluesky", &["bsky.app", "bsky.social"], &["/profile/{a}/post/{m}", "/profile/{a}"]),
    Platform { timed: true, ..network("Vimeo", "vimeo", &["vimeo.com"], &["/channels/{a}/{m}", "/user{a}", "/{m}"]) },
    network("Kick", "", &["kick.com"], &["/{a}/videos/{m}", "/{a}/clips/{m}", "/{a}"]),
    network("Roblox", "roblox", &["roblox.com"], &["/users/{a}", "/games/{m}", "/communities/{a}", "/groups/{a}"]),
    network(
        "Steam",
        "steamcommunity",
        &["steamcommunity.com", "steampowered.com"],
        &["/id/{a}", "/profiles/{a}", "/groups/{a}"],
    ),
];

/// What is known of an address on a network.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// The network.
    pub platform: &'static str,
    /// The account, group or server, as it stands in the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The message, picture or video, as it stands in the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The moment of the video, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_code: Option<u32>,
}

impl fmt::Debug for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recognised({}, ***)", self.platform)
    }
}

/// True where `host` is this one or below it.
fn is_below(host: &str, of: &str) -> bool {
    host.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The network that a host (small letters) belongs to.
#[must_use]
pub fn of_host(host: &str) -> Option<&'static Platform> {
    ALL.iter().find(|platform| platform.hosts.iter().any(|own| is_below(host, own)))
}

/// True where a parameter only tells who shared the address.
#[must_use]
pub fn is_tracking(name: &str, platform: Option<&Platform>) -> bool {
    let name = name.to_ascii_lowercase();
    let own = platform.map_or(&[][..], |platform| platform.tracking);
    TRACKING.iter().chain(own).any(|known| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *known,
    })
}

/// What an address says: its host, and its cleaned path, query and fragment.
#[must_use]
pub fn recognise(host: &str, path: &str, query: &str, fragment: &str) -> Option<Recognised> {
    let platform = of_host(host)?;
    let (account, message) =
        platform.paths.iter().find_map(|pattern| fitted(pattern, host, path, query)).unwrap_or_default();
    let time_code = if platform.timed { moment(query, fragment) } else { None };
    Some(Recognised { platform: platform.name, account, message, time_code })
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

type Found = (Option<String>, Option<String>);

fn fitted(pattern: &str, host: &str, path: &str, query: &str) -> Option<Found> {
    let (own_host, rest) = pattern.split_once('/')?;
    if !own_host.is_empty() && !is_below(host, own_host) {
        return None;
    }
    let (wanted_path, wanted_query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut found = Found::default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    for (place, wanted) in wanted_path.split('/').enumerate() {
        take(wanted, parts.next()?, place == 0, &mut found)?;
    }
    for wanted in wanted_query.split('&').filter(|wanted| !wanted.is_empty()) {
        let (name, wanted) = wanted.split_once('=')?;
        take(wanted, parameter(query, name)?, false, &mut found)?;
    }
    Some(found)
}

fn take(wanted: &str, part: &str, first: bool, found: &mut Found) -> Option<()> {
    let kept = |text: &str| (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned());
    if let Some(before) = wanted.strip_suffix("{a}") {
        let account = part.strip_prefix(before)?;
        if first && before.is_empty() && NO_ACCOUNT.contains(&account) {
            return None;
        }
        found.0 = Some(kept(account)?);
    } else if let Some(before) = wanted.strip_suffix("{m}") {
        let message = part.strip_prefix(before)?;
        // `/wall-12_34` is a message and `/wallpapers` an account.
        if !before.is_empty() && !message.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        found.1 = Some(kept(message)?);
    } else if wanted != "*" && wanted != part {
        return None;
    }
    Some(())
}

fn moment(query: &str, fragment: &str) -> Option<u32> {
    ["t", "start", "time_continue"]
        .iter()
        .find_map(|name| parameter(query, name).or_else(|| parameter(fragment, name)))
        .and_then(seconds)
}

/// A moment as it stands in addresses: `83`, `83s`, `1m23s`, `1h2m3s`, `1:23`.
fn seconds(text: &str) -> Option<u32> {
    let (mut total, mut number) = (0_u32, None::<u32>);
    for c in text.chars() {
        let factor = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            ':' => {
                total = total.checked_add(number.take()?)?.checked_mul(60)?;
                continue;
            }
            // Whole seconds are enough.
            '.' => break,
            _ => {
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(c.to_digit(10)?)?);
                continue;
            }
        };
        total = total.checked_add(number.take()?.checked_mul(factor)?)?;
    }
    total.checked_add(number.unwrap_or(0)).filter(|_| !text.is_empty())
}

#[cfg(test)]
mod tests;
