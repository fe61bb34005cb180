//! Which addresses of the network the market may speak to: those of the public internet, and what
//! the operator allows beside.

use anyhow::{Context, Result};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Networks of IPv4 that are nobody's on the public internet (IANA's registry of special purposes):
/// this host, private, shared by a provider's customers, loopback, link-local with the clouds' own
/// servers, protocols, documents, relays, benchmarks, groups, the rest. The last one is a cloud's
/// server that stands at a public address.
const NOT_PUBLIC_V4: &[([u8; 4], u8)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 3),
    ([168, 63, 129, 16], 32),
];

/// Within the public part of IPv6, `2000::/3`: protocols with Teredo, documents, 6to4 with an IPv4
/// address of anybody's inside, documents again.
const NOT_PUBLIC_V6: &[([u16; 2], u8)] =
    &[([0x2001, 0], 23), ([0x2001, 0xdb8], 32), ([0x2002, 0], 16), ([0x3fff, 0], 20)];

/// What the operator allows beyond the public internet and https.
#[derive(Debug, Clone, Default)]
pub struct Networks {
    /// Plain http, for markets behind closed doors and for tests.
    pub is_http_allowed: bool,
    allowed: Vec<IpNet>,
}

impl Networks {
    /// With networks such as `10.1.0.0/16` beside the public internet.
    pub fn allowing(networks: &[String], is_http_allowed: bool) -> Result<Self> {
        let read = |told: &String| {
            told.parse().with_context(|| format!("{told} is no network such as 10.1.0.0/16"))
        };
        let allowed = networks.iter().map(read).collect::<Result<_>>()?;
        Ok(Self { is_http_allowed, allowed })
    }

    /// Whether the market may speak to this address. An IPv4 address within an IPv6 one is judged
    /// as what it is.
    pub fn may_reach(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.allowed.iter().any(|network| network.contains(&address)) || is_public(address)
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC_V4
            .iter()
            .any(|(network, bits)| shares(Ipv4Addr::from(*network).into(), *bits, address.into())),
        IpAddr::V6(address) => {
            let is_global = address.segments()[0] & 0xe000 == 0x2000;
            let within = |&([first, second], bits): &([u16; 2], u8)| {
                shares(Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0).into(), bits, address.into())
            };
            is_global && !NOT_PUBLIC_V6.iter().any(within)
        }
    }
}

fn shares(network: IpAddr, bits: u8, address: IpAddr) -> bool {
    IpNet::new(network, bits).is_ok_and(|network| network.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(networks: &Networks, address: &str) -> bool {
        networks.may_reach(address.parse().expect("an address"))
    }

    #[test]
    fn only_the_public_internet_is_reached() {
        let networks = Networks::default();
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.8.8.8",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!may(&networks, inside), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "::ffff:8.8.8.8",
            "2606:4700::1111",
            "2001:4860::1",
        ] {
            assert!(may(&networks, outside), "{outside}");
        }
    }

    #[test]
    fn the_operator_allows_networks_one_by_one() {
        let told = ["10.1.0.0/16".to_owned(), "::1/128".to_owned()];
        let networks = Networks::allowing(&told, false).expect("networks");
        for allowed in ["10.1.2.3", "::ffff:10.1.2.3", "::1"] {
            assert!(may(&networks, allowed), "{allowed}");
        }
        assert!(!may(&networks, "10.2.0.1") && !may(&networks, "127.0.0.1"));
        assert!(Networks::allowing(&["10.1.0.0/99".to_owned()], false).is_err());
    }
}
