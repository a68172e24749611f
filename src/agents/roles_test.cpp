#include "agents/roles.hpp"

#include "agents/testing/model_server.hpp"
#include "base/json.hpp"
#include "base/wait_for.hpp"

#include <gtest/gtest.h>

namespace parlance::agents {
namespace {

using namespace std::chrono_literals;
using testing::ModelServer;

/// What a model of Chat Completions says whose answer is this object.
std::vector<testing::Step> answers(std::string_view object) {
    std::string quoted;
    json::quote(quoted, object);
    return testing::says(quoted.substr(1, quoted.size() - 2));
}

class RolesTest : public ::testing::Test {
protected:
    Agency agency(const std::vector<const ModelServer*>& servers) {
        auto settings = std::make_shared<Settings>();
        for (std::size_t i = 0; i < servers.size(); ++i) {
            const std::string name = "p" + std::to_string(i);
            settings->providers.push_back(
                {name, {.base_url = servers[i]->url(), .inside = true, .streams = false}}
            );
            for (RoleSettings& role : settings->roles)
                role.models.push_back({name, "m"});
        }
        return {.client = &client_, .settings = std::move(settings), .scope = "t"};
    }

    static Sheet sheet() {
        return {
            .tables =
                {{.schema = "shop",
                  .name = "orders",
                  .columns =
                      {{.name = "id", .type = "integer"}, {.name = "total", .type = "numeric"}}},
                 {.name = "people", .columns = {{.name = "Full Name", .type = "text"}}}}
        };
    }
    static Inquiry inquiry() { return {"How many orders?", "2026-11-30"}; }

    Transport transport_;
    Client client_{transport_, {.tries_max = 1}};
};

TEST_F(RolesTest, SqlComesAsCandidates) {
    std::string seen;
    ModelServer server([&](const std::string& request, int) {
        seen = request;
        return answers(
            R"({"candidates":[{"sql":"```sql\nSELECT count(*) FROM shop.orders;\n```","reason":"It counts.","assumptions":["All."]},)"
            R"({"sql":"SELECT  count(*) FROM shop.orders","reason":"","assumptions":[]}],"cannot":"","missing":[]})"
        );
    });
    Desk desk(agency({&server}));
    const auto written = wait_for(write_sql(desk, inquiry(), sheet(), {"A note."}, {}));
    ASSERT_TRUE(written);
    ASSERT_EQ(written->candidates.size(), 1);
    EXPECT_EQ(written->candidates[0].sql, "SELECT count(*) FROM shop.orders");
    EXPECT_EQ(written->candidates[0].assumptions, (std::vector<std::string>{"All."}));
    EXPECT_NE(seen.find("CREATE TABLE"), std::string::npos);
    EXPECT_NE(seen.find("A note."), std::string::npos);
    ASSERT_EQ(desk.exchanges().size(), 1);
    EXPECT_EQ(desk.exchanges()[0].task, "write");
    EXPECT_EQ(desk.exchanges()[0].usage, (Usage{.input = 5, .output = 2}));
}

}  // namespace
}  // namespace parlance::agents
