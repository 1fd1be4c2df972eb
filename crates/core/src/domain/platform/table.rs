//! The networks themselves, and what follows people around on any site.

use super::Platform;

/// Parameters that only follow people around, on any site; a star stands for any ending. One text, spaces between.
pub const TRACKING: &str = "utm_* mtm_* pk_* matomo_* hsa_* fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid \
    msclkid yclid ysclid twclid ttclid epik sccid li_fat_id igshid igsh mc_cid mc_eid _hsenc _hsmi __hssc __hstc \
    __hsfp hsctatracking mkt_tok vero_id vero_conv oly_enc_id oly_anon_id s_cid rb_clickid wickedid _openstat \
    _ga _gl _bta_tid _bta_c trk_contact trk_msg trk_module trk_sid ml_subscriber ml_subscriber_hash at_campaign \
    at_medium xtor __s __cft__* __tn__ __xts__*";

/// First parts of a path that are pages of the network and no account.
pub(super) const NO_ACCOUNT: &str = "about accounts add channel channels directory discover embed events explore feed foryou gaming groups \
    hashtag help home i invite joinchat l.php legal live login marketplace p pages people permalink.php photo \
    photo.php playlist policies post privacy profile.php r reel reels results search settings share sharer \
    sharer.php shorts signup spotlight stories story.php t tag terms tv video videos watch web";

const fn network(
    name: &'static str,
    label: &'static str,
    hosts: &'static [&'static str],
    paths: &'static [&'static str],
) -> Platform {
    Platform { name, label, hosts, tracking: "", timed: false, paths }
}

/// Every network known here.
pub static ALL: &[Platform] = &[
    Platform {
        tracking: "mibextid rdid share_url sfnsn ref refid refsrc fref hc_ref notif_id notif_t eav paipv wtsid _rdr \
            _rdc comment_tracking acontext",
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
        tracking: "s t cxt ref_src ref_url cn refsrc",
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
        tracking: "is_from_webapp is_copy_url sender_device sender_web_id web_id _r _t _d _svg share_* tt_from u_code \
            user_id sec_user_id sec_uid timestamp checksum source social_share_type ug_btm \
            link_reflow_popup_iteration_sharer refer referer_url referer_video_id preview_pb share_app_id \
            enable_checksum",
        ..network(
            "TikTok",
            "tiktok",
            &["tiktok.com", "tiktokv.com"],
            &["vm.tiktok.com/{m}", "vt.tiktok.com/{m}", "/@{a}/video/{m}", "/@{a}/photo/{m}", "/t/{m}", "/@{a}"],
        )
    },
    Platform {
        tracking: "si feature pp ab_channel attr_tag embeds_* source_ve_path app kw",
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
        tracking: "share_id sc_* sid",
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
        tracking: "tt_medium tt_content tt_email_id featured referrer",
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
        tracking: "share_id rdt correlation_id ref ref_source ref_campaign post_fullname post_index %24deep_link \
            $deep_link _branch_match_id",
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
        tracking: "trackingid trk rcm lipi licu midtoken midsig originalsubdomain",
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
