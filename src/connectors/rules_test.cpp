#include "connectors/address_rules.hpp"
#include "connectors/row_writer.hpp"
#include "connectors/slots.hpp"
#include "connectors/testing/run.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::ElementsAre;

TEST(AddressRules, KnowEveryDisguise) {
    const std::vector<std::pair<const char*, Reach>> table = {
        {"93.184.216.34", Reach::open},
        {"2606:4700::1", Reach::open},
        {"127.0.0.1", Reach::loopback},
        {"127.9.9.9", Reach::loopback},
        {"::1", Reach::loopback},
        {"::ffff:127.0.0.1", Reach::loopback},
        {"10.0.0.1", Reach::inner},
        {"172.16.0.1", Reach::inner},
        {"172.31.255.255", Reach::inner},
        {"172.32.0.1", Reach::open},
        {"192.168.1.1", Reach::inner},
        {"100.64.0.1", Reach::inner},
        {"fd12:3456::1", Reach::inner},
        {"fc00::1", Reach::inner},
        {"::ffff:10.0.0.1", Reach::inner},
        {"64:ff9b::10.0.0.1", Reach::inner},
        {"2002:a00:1::", Reach::inner},
        {"169.254.169.254", Reach::never},
        {"169.254.0.1", Reach::never},
        {"::ffff:169.254.169.254", Reach::never},
        {"64:ff9b::a9fe:a9fe", Reach::never},
        {"2002:a9fe:a9fe::", Reach::never},
        {"100.100.100.200", Reach::never},
        {"fd00:ec2::254", Reach::never},
        {"fd20:ce::254", Reach::never},
        {"fe80::1", Reach::never},
        {"febf::1", Reach::never},
        {"0.0.0.0", Reach::never},
        {"0.1.2.3", Reach::never},
        {"::", Reach::never},
        {"::127.0.0.1", Reach::never},
        {"224.0.0.1", Reach::never},
        {"ff02::1", Reach::never},
        {"255.255.255.255", Reach::never},
        {"240.0.0.1", Reach::never},
        {"192.0.2.1", Reach::never},
        {"198.18.0.1", Reach::never},
        {"2001:db8::1", Reach::never},
        {"2001::1", Reach::never},
        {"fec0::1", Reach::never},
        {"100::1", Reach::never},
    };
    for (const auto& [text, reach] : table)
        EXPECT_EQ(reach_of(boost::asio::ip::make_address(text)), reach) << text;
}

TEST(AddressRules, LoopbackAndPrivateRangesAreByPermission) {
    const auto check = [](const char* text, bool loopback, bool inner) {
        return code_of([&] { check_address(boost::asio::ip::make_address(text), loopback, inner); }
        );
    };
    EXPECT_EQ(check("127.0.0.1", true, false), "");
    EXPECT_EQ(check("127.0.0.1", false, true), "address_refused");
    EXPECT_EQ(check("10.1.1.1", true, false), "address_refused");
    EXPECT_EQ(check("10.1.1.1", false, true), "");
    EXPECT_EQ(check("169.254.169.254", true, true), "address_refused");
}

TEST(RowWriter, NeverPassesAFalseNumberOn) {
    for (const char* good : {"0", "-1", "12.50", "1e+20", "1E-7", "-0.0"})
        EXPECT_TRUE(is_json_number(good)) << good;
    for (const char* bad :
         {"", "-", "01", "+1", ".5", "1.", "1e", "NaN", "Infinity", "1,2", "1 ", "0x10", "1\",\"x"})
        EXPECT_FALSE(is_json_number(bad)) << bad;
    RowWriter rows(6, {});
    ASSERT_TRUE(rows.begin_row());
    rows.number("1, \"injected\"");
    rows.json("{\"a\": 1} , \"injected\"");
    rows.json("[1,\r\n 2]");
    rows.real(std::numeric_limits<double>::infinity());
    rows.integer(std::numeric_limits<std::int64_t>::min());
    rows.text("ok \xC0\xAF \xED\xA0\x80");
    const auto row = rows.batch().row(0);
    EXPECT_EQ(row[0].kind, CellKind::text);
    EXPECT_EQ(row[1].kind, CellKind::text);
    EXPECT_EQ(row[2].kind, CellKind::json);
    EXPECT_EQ(rows.batch().text(row[2]), "[1,   2]");
    EXPECT_EQ(row[3].kind, CellKind::text);
    EXPECT_EQ(rows.batch().text(row[4]), "-9223372036854775808");
    EXPECT_EQ(rows.batch().text(row[5]).find('\xC0'), std::string_view::npos);
}

class SlotsTest : public ::testing::Test {
protected:
    /// Takes a slot, notes who, holds it for a moment.
    Task<void> use(std::string tenant, std::string who) {
        const Slot slot = co_await slots.take(tenant, std::chrono::seconds(5), {});
        order.push_back(who);
        boost::asio::steady_timer timer(context, std::chrono::milliseconds(2));
        co_await timer.async_wait(boost::asio::use_awaitable);
    }

    Slots slots{1};
    boost::asio::io_context context{1};
    std::vector<std::string> order;
};

TEST_F(SlotsTest, TenantsTakeTurns) {
    for (const char* who : {"a1", "a2", "a3", "b1", "c1"})
        boost::asio::co_spawn(context, use({who[0]}, who), boost::asio::detached);
    context.run();
    EXPECT_THAT(order, ElementsAre("a1", "a2", "b1", "c1", "a3"));
}

TEST_F(SlotsTest, WaitingEndsByTimeAndByStop) {
    auto held = slots.try_take();
    std::stop_source stop;
    std::vector<std::string> codes;
    const auto wait = [&](int ms) -> Task<void> {
        try {
            const Slot slot =
                co_await slots.take("t", std::chrono::milliseconds(ms), stop.get_token());
        } catch (const Error& error) {
            codes.push_back(error.code());
        }
    };
    boost::asio::co_spawn(context, wait(20), boost::asio::detached);
    boost::asio::co_spawn(context, wait(60'000), boost::asio::detached);
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.request_stop();
    });
    context.run();
    EXPECT_THAT(codes, ElementsAre("connection_busy", "query_cancelled"));
    held.reset();
    EXPECT_TRUE(slots.try_take()) << "nobody kept it";
}

}  // namespace
}  // namespace parlance::connectors
