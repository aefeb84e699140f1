//! Changes, told to a webhook.
//!
//! In: changes that wait for it in the ledger. Out: each of them sent once, as JSON, signed by HMAC-SHA256 in the form of Standard Webhooks 1.0
//! (standardwebhooks.com): `webhook-id` is the change's, `webhook-timestamp` the time, `webhook-signature` is of "id.timestamp.body".
//!
//! What is answered with 2xx is done. Else it is sent again after a minute, two, four, up to six hours apart, twelve times in all. A run killed between the answer and its note sends once more, with the same
//! `webhook-id` and `Idempotency-Key`: by these a receiver knows what it has. Redirects are not followed: the signed body is for the address that was given.

use super::exchange::Client;
use super::world::World;
use crate::reading::ending;
use crate::reading::refresh::lock;
use crate::store::Store;
use crate::store::watching::{Delivery, State};
use crate::views::shown::{shown, tell};
use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::Mutex;
use url::Url;

/// After the first failure, in seconds; twice as long after each other.
const FIRST_WAIT: i64 = 60;
const LONGEST_WAIT: i64 = 6 * 3600;
/// Then it is given up.
const ATTEMPTS: u32 = 12;

/// Where changes are told.
pub struct Hook {
    /// Its address.
    pub url: Url,
    /// What its receiver checks by; empty where nothing is signed.
    pub secret: Vec<u8>,
}

impl Hook {
    /// A hook whose secret is written as Standard Webhooks writes one, `whsec_` and base 64, or as any text.
    ///
    /// # Errors
    /// One line on a secret that is none.
    pub fn new(url: Url, secret: &str) -> Result<Hook> {
        let secret = match secret.trim().strip_prefix("whsec_") {
            Some(coded) => STANDARD.decode(coded).context("the secret is no base 64 after `whsec_`")?,
            None => secret.trim().as_bytes().to_vec(),
        };
        Ok(Hook { url, secret })
    }

    /// Sends what is due; how many arrived.
    ///
    /// # Errors
    /// A ledger that cannot be read or written.
    pub fn send_due(&self, store: &Mutex<Store>, client: &Client<'_>, world: &dyn World) -> Result<usize> {
        let address = self.url.as_str();
        let due = lock(store).deliveries_due(address, world.seconds())?;
        let mut sent = 0;
        for mut delivery in due {
            if ending::is_stopping() {
                break;
            }
            client.take_turn(&self.url);
            let why = match client.post(&self.url, &self.headers(&delivery, world.seconds()), &body(&delivery)) {
                Ok(answer) if answer.is_success() => {
                    lock(store).note_delivery(&delivery, address, State::Done, 0)?;
                    sent += 1;
                    continue;
                }
                Ok(answer) => format!("{} {}", answer.status, answer.reason).trim_end().to_string(),
                Err(why) => why,
            };
            delivery.attempts += 1;
            let given_up = delivery.attempts >= ATTEMPTS;
            let wait = (FIRST_WAIT << (delivery.attempts - 1).min(20)).min(LONGEST_WAIT);
            let state = if given_up { State::GivenUp } else { State::Waiting };
            lock(store).note_delivery(&delivery, address, state, world.seconds() + world.about(wait))?;
            let then = if given_up { "given up" } else { "sent again later" };
            tell(&format!("the webhook {} was not told of a change: {why}: {then}", shown(address)));
        }
        Ok(sent)
    }

    fn headers(&self, delivery: &Delivery, now: i64) -> Vec<(&'static str, String)> {
        let id = &delivery.change.id;
        let mut headers = vec![("webhook-id", id.clone()), ("idempotency-key", format!("\"{id}\""))];
        headers.push(("webhook-timestamp", now.to_string()));
        if !self.secret.is_empty() {
            headers.push(("webhook-signature", sign(&self.secret, id, now, &body(delivery))));
        }
        headers
    }
}

/// The same bytes each time.
fn body(delivery: &Delivery) -> Vec<u8> {
    delivery.change.change.clone().into_bytes()
}

/// "v1," and the signature in base 64.
fn sign(secret: &[u8], id: &str, now: i64, body: &[u8]) -> String {
    // A key may have any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{id}.{now}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_standard() {
        // RFC 4231, test case 2, in base 64.
        let mac = |key: &[u8], text: &[u8]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
            mac.update(text);
            STANDARD.encode(mac.finalize().into_bytes())
        };
        assert_eq!(mac(b"Jefe", b"what do ya want for nothing?"), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
        assert_eq!(sign(b"k", "a", 5, b"{}"), format!("v1,{}", mac(b"k", b"a.5.{}")));
        let url: Url = "https://desk.example/hook".parse().unwrap();
        assert_eq!(Hook::new(url.clone(), "whsec_aGVsbG8=").unwrap().secret, b"hello");
        assert_eq!(Hook::new(url.clone(), " plain\n").unwrap().secret, b"plain");
        assert!(Hook::new(url, "whsec_?").is_err());
    }
}
