//! Where a request comes from: the other end of its connection, or what the operator's own proxies
//! say of that.

use anyhow::{Context, Result};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
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

    /// Where somebody asks from, as it is counted: an address, or the IPv6 network of a line, since
    /// whoever has one has 2^72 addresses.
    pub(super) fn origin(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
        Some(line_of(self.behind(peer, request.headers())))
    }

    /// Who asks. Each proxy writes down at the right whom it has heard, so the last that is not a
    /// proxy of ours is meant; what stands left of that, anybody may have written.
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

/// Bits of an IPv6 address that an access provider gives to a home, whose 256 networks are then its
/// own (RFC 6177: more than one of them, and less than a /48).
const LINE_BITS: u32 = 56;

/// The network of the line that an address is on.
fn line_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & !(u128::MAX >> LINE_BITS)).into(),
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
    fn whoever_has_a_line_has_one_address_however_many_they_use() {
        let line = |text: &str| line_of(text.parse().expect("an address")).to_string();
        assert_eq!(line("2001:db8:1:200::1"), "2001:db8:1:200::");
        assert_eq!(line("2001:db8:1:200:aaaa::1"), line("2001:db8:1:2ff:ffff:1:2:3"));
        assert_ne!(line("2001:db8:1:2ff::1"), line("2001:db8:1:300::1"));
        assert_eq!(line("203.0.113.7"), "203.0.113.7");
        let seven = ConnectInfo(SocketAddr::from(([0, 0, 0, 0, 0, 0xffff, 0xcb00, 0x7107], 1)));
        let request = Request::builder().extension(seven).body(axum::body::Body::empty());
        let from = Proxies::default().origin(&request.expect("a request"));
        assert_eq!(from.expect("an address").to_string(), "203.0.113.7", "IPv4 in IPv6's clothes");
    }

    #[test]
    fn what_is_no_network_is_said() {
        let error = Proxies::read(&["10.0.0.0/99".to_owned()]).expect_err("no network");
        assert!(error.to_string().contains("10.0.0.0/99"), "{error}");
    }
}
