//! `attache fetch` and `attache watch` over TLS: whom they trust, and what is said of whom they do not. Certificates are made here.

// Clippy knows only functions marked as tests; what they call here are tests too.
#![allow(clippy::unwrap_used, clippy::panic)]

mod sites;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sites::{Reply, Site, attache, printed, report, told};
use std::path::PathBuf;
use std::sync::Arc;

const BODY: &str = "MOSCOW, July 4 - Russia recognised the Taliban as the government of Afghanistan on Thursday, the first country to do so.\n\n\
    The Russian Foreign Ministry spoke of trade and energy.";

/// An authority of its own.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new(name: &str) -> Authority {
        let key = KeyPair::generate().unwrap();
        let mut about = CertificateParams::new(Vec::new()).unwrap();
        about.distinguished_name.push(DnType::CommonName, name);
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = about.self_signed(&key).unwrap().pem();
        Authority { issuer: Issuer::new(about, key), pem }
    }

    /// What a server shows that is called so.
    fn certify(&self, name: &str, change: impl Fn(&mut CertificateParams)) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let mut about = CertificateParams::new(vec![name.to_string()]).unwrap();
        change(&mut about);
        let certificate = about.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let begun = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let made = begun.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key);
        Arc::new(made.unwrap())
    }

    fn written(&self, folder: &tempfile::TempDir) -> PathBuf {
        let file = folder.path().join("authority.pem");
        std::fs::write(&file, &self.pem).unwrap();
        file
    }
}

fn answer(asked: &sites::Asked) -> Reply {
    match asked.path.as_str() {
        "/feed" => Reply::of(
            200,
            "application/rss+xml",
            "<rss version=\"2.0\"><channel><title>x</title><item><link>/a</link></item></channel></rss>",
        ),
        "/a" => Reply::page(&report("Russia recognises the Taliban government", "2025-07-04", BODY)),
        _ => Reply::status(404),
    }
}

#[test]
fn a_server_is_trusted_by_the_authority_given_and_by_no_other() {
    let authority = Authority::new("the house");
    let site = Site::start_secured(authority.certify("127.0.0.1", |_| {}), answer);
    let folder = tempfile::tempdir().unwrap();
    let file = authority.written(&folder).display().to_string();
    // By Mozilla's authorities it is nobody's.
    let output = attache(folder.path(), &[&site], &["fetch", "--into", "w", &site.url("/a")]);
    assert_eq!(output.status.code(), Some(1));
    let wanted = format!(
        "attache: {}: {} is not trusted: its certificate is signed by no authority known here (--ca FILE names others)\n",
        site.url("/a"),
        site.address
    );
    assert_eq!(told(&output), wanted);
    assert!(site.log().is_empty(), "nothing is asked of whom one does not trust");
    let output = attache(folder.path(), &[&site], &["fetch", "--into", "w", "--ca", &file, &site.url("/a")]);
    assert!(output.status.success(), "{}", told(&output));
    let read = attache(folder.path(), &[], &["read", "--only", "article", "--format", "jsonl", "w"]);
    assert!(printed(&read).contains("https://127.0.0.1") && printed(&read).contains("Taliban"), "{}", told(&read));
}

#[test]
fn a_certificate_that_is_not_good_is_refused_with_its_reason() {
    let authority = Authority::new("the house");
    let folder = tempfile::tempdir().unwrap();
    let file = authority.written(&folder).display().to_string();
    let old = |about: &mut CertificateParams| {
        (about.not_before, about.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
    };
    for (how, why) in [
        (authority.certify("127.0.0.1", old), "its certificate has expired"),
        (authority.certify("courier.example", |_| {}), "its certificate is for another name"),
        (
            Authority::new("another").certify("127.0.0.1", |_| {}),
            "its certificate is signed by no authority known here",
        ),
    ] {
        let site = Site::start_secured(how, answer);
        let output = attache(folder.path(), &[&site], &["fetch", "--ca", &file, &site.url("/a")]);
        let said = told(&output);
        assert!(output.status.code() == Some(1) && said.lines().count() == 1 && said.contains(why), "{said}");
    }
}

#[test]
fn a_secured_feed_is_watched_and_its_webhook_too() {
    let authority = Authority::new("the house");
    let site = Site::start_secured(authority.certify("127.0.0.1", |_| {}), answer);
    let receiver = Site::start_secured(authority.certify("127.0.0.1", |_| {}), |_| Reply::status(204));
    let folder = tempfile::tempdir().unwrap();
    let file = authority.written(&folder).display().to_string();
    let (feed, hook) = (site.url("/feed"), receiver.url("/hook"));
    let round = |more: &[&str]| {
        attache(
            folder.path(),
            &[&site, &receiver],
            &[&["watch", "--once", "--now", "--webhook", &hook], more, &[feed.as_str()]].concat(),
        )
    };
    let output = round(&[]);
    assert!(site.log().is_empty() && printed(&output).is_empty(), "{}", told(&output));
    let listed = printed(&attache(folder.path(), &[], &["watch", "--list"]));
    assert!(listed.contains("is not trusted"), "{listed}");
    let output = round(&["--ca", &file]);
    assert!(printed(&output).contains("Russia toward the Taliban"), "{}{}", printed(&output), told(&output));
    assert_eq!(receiver.count("/hook"), printed(&output).lines().count());
}

/// From a page that was asked for securely none leads to one that is not.
#[test]
fn a_secured_page_leads_to_no_page_that_is_not() {
    let authority = Authority::new("the house");
    let plain = Site::start(answer);
    let to = plain.url("/a");
    let site = Site::start_secured(authority.certify("127.0.0.1", |_| {}), move |_| Reply::to(&to));
    let folder = tempfile::tempdir().unwrap();
    let file = authority.written(&folder).display().to_string();
    let output = attache(folder.path(), &[&site, &plain], &["fetch", "--ca", &file, &site.url("/")]);
    assert_eq!((output.status.code(), plain.log().len()), (Some(1), 0), "{}", told(&output));
}

#[test]
fn a_file_of_no_certificate_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pem"), "none").unwrap();
    for (file, why) in [("a.pem", "no certificate in it"), ("b.pem", "No such file")] {
        let output = attache(folder.path(), &[], &["fetch", "--ca", file, "https://courier.example/"]);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(&format!("--ca {file}")) && told(&output).contains(why), "{}", told(&output));
    }
}
