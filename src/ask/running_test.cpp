#include "ask/running.hpp"

#include <gtest/gtest.h>

namespace parlance::ask {
namespace {

Principal
person(std::string tenant, std::string user, std::vector<Permission> may = {Permission::read}) {
    Principal who;
    who.tenant_id = std::move(tenant);
    who.user_id = std::move(user);
    who.permissions = std::move(may);
    return who;
}

TEST(Running, StopsForItsOwner) {
    Running running;
    const auto ticket = running.begin(person("t1", "anna"), "q1", {});
    EXPECT_FALSE(ticket->stop().stop_requested());
    EXPECT_TRUE(running.cancel(person("t1", "anna"), "q1"));
    EXPECT_TRUE(ticket->stop().stop_requested());
}

TEST(Running, StopsWhenThePersonLeaves) {
    Running running;
    std::stop_source connection;
    const auto ticket = running.begin(person("t1", "anna"), "q1", connection.get_token());
    connection.request_stop();
    EXPECT_TRUE(ticket->stop().stop_requested());
}

TEST(Running, IsNobodyElsesBusinessButAnAdmins) {
    Running running;
    const auto ticket = running.begin(person("t1", "anna"), "q1", {});
    EXPECT_FALSE(running.cancel(person("t1", "bert"), "q1"));
    EXPECT_FALSE(running.cancel(person("t2", "anna", {Permission::admin}), "q1"));
    EXPECT_FALSE(ticket->stop().stop_requested());
    EXPECT_TRUE(running.cancel(person("t1", "carl", {Permission::admin}), "q1"));
}

TEST(Running, ForgetsWhatEnded) {
    Running running;
    running.begin(person("t1", "anna"), "q1", {}).reset();
    EXPECT_FALSE(running.cancel(person("t1", "anna"), "q1"));
}

}  // namespace
}  // namespace parlance::ask
