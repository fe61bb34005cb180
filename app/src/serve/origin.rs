//! Where a request comes from: the other end of its connection, or what the operator's own proxies
//! say of that.

use anyhow::{Context, Result};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The operator's proxies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proxies(Arc<[IpNet]>);

impl Proxies {
    /// Reads addresses and networks such as 10.1.0.0/16.
    pub(crate) fn read(told: &[String]) -> Result<Self> {
        let one = |text: &String| {
            let address = text.parse::<IpAddr>().map(IpNet::from);
            let read = text.parse::<IpNet>().or(address);
            read.with_context(|| format!("{text} is no address and no network"))
        };
        Ok(Self(told.iter().map(one).collect::<Result<_>>()?))
    }

    /// Who asks. Each proxy writes down at the right whom it has heard, so the last that is not a
    /// proxy of ours is meant; what stands left of that, anybody may have written.
    pub(super) fn origin(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
        Some(self.behind(peer, request.headers()))
    }

    fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.has(peer) {
            return peer;
        }
        let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|line| line.to_str().ok());
        let told: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        let mut last = peer;
        for text in told.into_iter().rev() {
            let Some(address) = address_of(text.trim()) else { return last };
            if !self.has(address) {
                return address;
            }
            last = address;
        }
        last
    }

    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// An address, also with a port behind it, as some proxies write it.
fn address_of(text: &str) -> Option<IpAddr> {
    let plain = text.parse::<IpAddr>().ok();
    let address = plain.or_else(|| text.parse::<SocketAddr>().ok().map(|with| with.ip()))?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(peer: &str, told: &[&str]) -> String {
        let proxies = ["10.0.0.0/8", "::1"].map(str::to_owned);
        let proxies = Proxies::read(&proxies).expect("networks");
        let mut headers = HeaderMap::new();
        for line in told {
            headers.append(FORWARDED_FOR, line.parse().expect("a header"));
        }
        proxies.behind(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_the_operators_proxies_are_believed() {
        assert_eq!(behind("10.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(behind("203.0.113.9", &["203.0.113.7"]), "203.0.113.9", "nobody's proxy");
        assert_eq!(behind("::1", &["198.51.100.1, 203.0.113.7, 10.2.0.1"]), "203.0.113.7");
        assert_eq!(behind("10.0.0.1", &["198.51.100.1", "203.0.113.7:4711"]), "203.0.113.7");
        assert_eq!(behind("10.0.0.1", &["[2001:db8::7]:443"]), "2001:db8::7");
        for nothing in [&[][..], &["nonsense"], &["203.0.113.7, nonsense"]] {
            assert_eq!(behind("10.0.0.1", nothing), "10.0.0.1", "{nothing:?}");
        }
    }

    #[test]
    fn what_is_no_network_is_said() {
        let error = Proxies::read(&["10.0.0.0/99".to_owned()]).expect_err("no network");
        assert!(error.to_string().contains("10.0.0.0/99"), "{error}");
    }
}
