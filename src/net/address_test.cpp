#include "net/address.hpp"

#include <gtest/gtest.h>

namespace parlance::net {
namespace {

struct Connect {
    const char* address;
    bool outside, inside, plain_inside;
};

TEST(Address, ConnectsWhereTheRequestMay) {
    for (const Connect& one : {
             Connect{"93.184.216.34", true, true, false},
             {"127.0.0.1", false, true, true},
             {"10.1.2.3", false, true, true},
             {"172.31.0.1", false, true, true},
             {"172.32.0.1", true, true, false},
             {"192.168.1.1", false, true, true},
             {"169.254.169.254", false, false, false},
             {"100.100.100.200", false, false, false},
             {"0.0.0.0", false, false, false},
             {"::1", false, true, true},
             {"::", false, false, false},
             {"fd12::1", false, true, true},
             {"fe80::1", false, false, false},
             {"fd00:ec2::254", false, false, false},
             {"::ffff:10.0.0.1", false, true, true},
             {"::ffff:169.254.169.254", false, false, false},
             {"64:ff9b::a00:1", false, false, false},
             {"2606:4700::1111", true, true, false},
         }) {
        const auto address = boost::asio::ip::make_address(one.address);
        EXPECT_EQ(may_connect(address, false, false), one.outside) << one.address;
        EXPECT_EQ(may_connect(address, true, false), one.inside) << one.address;
        EXPECT_EQ(may_connect(address, true, true), one.plain_inside) << one.address;
        EXPECT_FALSE(may_connect(address, false, true)) << one.address;
    }
}

TEST(Address, ThisMachineAndPrivateNetworksAreToldApart) {
    const auto may = [](const char* address, Inside inside) {
        return may_connect(boost::asio::ip::make_address(address), inside, false);
    };
    for (const char* here : {"127.0.0.1", "::1", "::ffff:127.8.8.8"}) {
        EXPECT_TRUE(may(here, {true, false})) << here;
        EXPECT_FALSE(may(here, {false, true})) << here;
    }
    for (const char* near : {"10.1.2.3", "192.168.0.9", "fd12::1", "::ffff:172.16.0.1"}) {
        EXPECT_FALSE(may(near, {true, false})) << near;
        EXPECT_TRUE(may(near, {false, true})) << near;
    }
}

TEST(Address, IsHttpsOrHttpInside) {
    EXPECT_TRUE(is_usable("https://login.example.org/a?b=c", false));
    EXPECT_FALSE(is_usable("http://login.example.org", false));
    EXPECT_TRUE(is_usable("http://127.0.0.1:8080/x", true));
    for (const char* bad :
         {"", "login.example.org", "ftp://a.b", "https://", "https://u:p@a.b", "https://a.b/#c"})
        EXPECT_FALSE(is_usable(bad, true)) << bad;
}

TEST(Address, HeadersStayInTheirLine) {
    const auto usable = [](const char* name, const char* value) {
        return are_usable({{name, Secret(std::string_view(value))}});
    };
    EXPECT_TRUE(usable("X-Key", "a b"));
    EXPECT_FALSE(usable("X-Key", "a\r\nHost: b"));
    EXPECT_FALSE(usable("X Key", "a"));
    EXPECT_FALSE(usable("Host", "a"));
}

}  // namespace
}  // namespace parlance::net
