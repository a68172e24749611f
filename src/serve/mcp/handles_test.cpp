#include "serve/mcp/handles.hpp"

#include <gtest/gtest.h>

namespace parlance::serve::mcp {
namespace {

using namespace std::chrono_literals;

Principal person(std::string tenant, std::string user) {
    return {.tenant_id = std::move(tenant), .user_id = std::move(user)};
}

class HandlesTest : public ::testing::Test {
protected:
    Instant now_ = Instant(1000s);
    Handles handles_{Secret(random_bytes(32)), [this] { return now_; }};
    Principal anna_ = person("t1", "anna");
};

TEST_F(HandlesTest, ComeBackToWhomTheyWereGiven) {
    const std::string handle = handles_.write(anna_, "result", "0 100 abc");
    EXPECT_EQ(handles_.read(anna_, "result", handle), "0 100 abc");
}

TEST_F(HandlesTest, HoldForNobodyElseAndNothingElse) {
    const std::string handle = handles_.write(anna_, "result", "x");
    EXPECT_FALSE(handles_.read(person("t1", "bert"), "result", handle));
    EXPECT_FALSE(handles_.read(person("t2", "anna"), "result", handle));
    EXPECT_FALSE(handles_.read(anna_, "clarification", handle));
    EXPECT_FALSE(Handles(Secret(random_bytes(32))).read(anna_, "result", handle));
}

TEST_F(HandlesTest, EndAfterAWhile) {
    const std::string handle = handles_.write(anna_, "result", "x");
    now_ += Handles::life - 1s;
    EXPECT_TRUE(handles_.read(anna_, "result", handle));
    now_ += 1s;
    EXPECT_FALSE(handles_.read(anna_, "result", handle));
}

TEST_F(HandlesTest, RefuseEveryChange) {
    const std::string handle = handles_.write(anna_, "result", "x");
    for (std::size_t at = 0; at < handle.size(); ++at) {
        std::string changed = handle;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(handles_.read(anna_, "result", changed)) << at;
    }
    EXPECT_FALSE(handles_.read(anna_, "result", ""));
    EXPECT_FALSE(handles_.read(anna_, "result", "?"));
    EXPECT_FALSE(handles_.read(anna_, "result", std::string(100'000, 'A')));
}

}  // namespace
}  // namespace parlance::serve::mcp
