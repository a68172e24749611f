#include "serve/llm/models.hpp"

#include "agents/settings_text.hpp"
#include "base/json.hpp"
#include "base/testing/temporary_folder.hpp"
#include "serve/llm/model_settings.hpp"
#include "serve/llm/purse.hpp"
#include "serve/metrics.hpp"
#include "store/audit.hpp"
#include "store/testing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <cstdlib>
#include <fstream>
#include <thread>

namespace parlance::serve {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view own = R"({
    "providers": [{"name": "local", "protocol": "openai_chat", "inside": true,
                   "base_url": "http://127.0.0.1:9/v1", "headers": [{"name": "X-Team"}]}],
    "roles": {"sql": {"models": ["local/m"]}}
})";

template <class T>
T wait_for(Task<T> task) {
    boost::asio::io_context context;
    auto done = boost::asio::co_spawn(context, std::move(task), boost::asio::use_future);
    context.run();
    return done.get();
}

class ModelsTest : public store::StoreTest {
protected:
    void put(const Principal& who, std::int64_t based_on, std::string_view key = "sk-1") {
        agents::Settings settings = agents::read_settings(own, {.inside = true});
        settings.providers[0].endpoint.key = Secret(key);
        settings.providers[0].endpoint.headers[0].value = Secret(std::string_view("team-1"));
        const std::string text = json::to_text(agents::form_of(settings));
        write([&](store::Writer& writer) {
            store::put_llm_settings(
                writer, ledger(), vault(), who, {based_on, text, keys_of(settings)}
            );
        });
    }
    Models models(agents::Inside inside, std::optional<agents::Settings> of_server = {}) {
        return Models({
            .store = store_,
            .vault = vault(),
            .ledger = ledger(),
            .inside = inside,
            .of_server = std::move(of_server),
        });
    }
    static ModelsInForce held(Models& by, const Principal& who) {
        return wait_for(by.in_force(who));
    }
    static void change(Models& by, const Principal& who) { wait_for(by.after_change(who)); }

    store::Store store_{url};
};

TEST_F(ModelsTest, TheTenantsOwnThenTheServersThenTheShipped) {
    Models plain = models(true);
    EXPECT_EQ(held(plain, ada).from, SettingsFrom::shipped);
    EXPECT_FALSE(held(plain, ada).settings->plays(agents::Role::sql));
    Models served = models(true, agents::read_settings(own, {.inside = true}));
    EXPECT_EQ(held(served, ada).from, SettingsFrom::server);
    EXPECT_TRUE(held(served, ada).settings->plays(agents::Role::sql));
    put(ada, 0);
    change(served, ada);
    const ModelsInForce mine = held(served, ada);
    EXPECT_EQ(mine.from, SettingsFrom::tenant);
    EXPECT_EQ(mine.version, 1);
    EXPECT_EQ(mine.updated_by, "ada");
    EXPECT_EQ(mine.settings->providers[0].endpoint.key.reveal(), "sk-1");
    EXPECT_EQ(mine.settings->providers[0].endpoint.headers[0].value.reveal(), "team-1");
    EXPECT_EQ(held(served, eve).from, SettingsFrom::server);
}

TEST_F(ModelsTest, AChangeIsSeenWhenItIsToldOf) {
    Models by = models(true);
    put(ada, 0);
    EXPECT_EQ(held(by, ada).version, 1);
    put(ada, 1, "sk-2");
    EXPECT_EQ(held(by, ada).version, 1);
    change(by, ada);
    EXPECT_EQ(held(by, ada).settings->providers[0].endpoint.key.reveal(), "sk-2");
    write([&](store::Writer& writer) { store::remove_llm_settings(writer, ada, 2); });
    change(by, ada);
    EXPECT_EQ(held(by, ada).from, SettingsFrom::shipped);
    EXPECT_EQ(held(by, ada).version, 3);
}

TEST_F(ModelsTest, AnotherProcessIsFollowed) {
    Models by = models(true);
    EXPECT_EQ(held(by, ada).version, 0);
    put(ada, 0);
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (held(by, ada).version == 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(50ms);
    EXPECT_EQ(held(by, ada).version, 1);
}

TEST_F(ModelsTest, WhatLiesInsideIsReachedAsTheOperatorAllows) {
    put(ada, 0);
    Models closed = models(false);
    EXPECT_FALSE(held(closed, ada).settings->plays(agents::Role::sql));
    EXPECT_EQ(held(closed, ada).written->providers.size(), 1);
    Models networks = models({false, true});
    const auto reach = held(networks, ada).settings->providers.at(0).endpoint.inside;
    EXPECT_FALSE(reach.machine);
    EXPECT_TRUE(reach.networks);
    EXPECT_EQ(faults_of_addresses(*held(networks, ada).written, networks.inside()).size(), 1);
    Models machine = models({true, false});
    EXPECT_TRUE(faults_of_addresses(*held(machine, ada).written, machine.inside()).empty());
    Models server = models(false, agents::read_settings(own, {.inside = true}));
    EXPECT_TRUE(held(server, eve).settings->plays(agents::Role::sql));
}

TEST_F(ModelsTest, SettingsThatDoNotOpenStopNobody) {
    put(ada, 0);
    write([&](store::Writer& writer) { writer.run("UPDATE llm_settings SET sealed = 'v2:1:x'"); });
    Models by = models(true);
    EXPECT_THROW(held(by, ada), Error);
    write([&](store::Writer& writer) {
        const std::string sealed =
            ledger().seal(writer, ada.tenant_id, "llm_settings", "document", R"({"odd":1})");
        writer.run("UPDATE llm_settings SET sealed = :sealed", {{"sealed", sealed}});
    });
    EXPECT_TRUE(held(by, ada).settings->providers.empty());
}

class SettingsFileTest : public testing::Test {
protected:
    std::string told(const std::string& text) {
        std::ofstream(path_) << text;
        try {
            static_cast<void>(settings_in_file(path_));
        } catch (const Error& error) {
            return error.message();
        }
        return "";
    }

    TemporaryFolder folder_;
    std::string path_ = folder_.at("models.json");
};

TEST_F(SettingsFileTest, TakesKeysFromTheEnvironment) {
    ::setenv("PARLANCE_TEST_KEY", "sk-env", 1);
    ASSERT_EQ(told(R"({"providers":[{"name":"openai","key_env":"PARLANCE_TEST_KEY"}]})"), "");
    const agents::Settings settings = settings_in_file(path_);
    EXPECT_EQ(settings.providers[0].endpoint.key.reveal(), "sk-env");
    EXPECT_TRUE(settings.plays(agents::Role::sql));
}

TEST_F(SettingsFileTest, SaysWhatIsWrongInOneLine) {
    const std::string start = "The models file " + path_ + ": ";
    for (const char* text :
         {"",
          "{",
          "[]",
          R"({"providers":[{"name":"Open AI"}]})",
          R"({"providers":[{"name":"x","base_url":"ftp://a"}],"more":1})",
          R"({"roles":{"sql":{"models":["nobody/m"]}}})"}) {
        const std::string line = told(text);
        EXPECT_TRUE(line.starts_with(start)) << line;
        EXPECT_TRUE(line.ends_with('.') && !line.ends_with("..")) << line;
        EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    }
    EXPECT_THROW(static_cast<void>(settings_in_file(folder_.at("none"))), Error);
}

class PurseTest : public store::StoreTest {
protected:
    StoredPurse purse(store::LlmBounds bounds) {
        return StoredPurse({
            .store = store_,
            .ledger = ledger(),
            .counts = counts_,
            .who = ada,
            .request_id = "r1",
            .door = "mcp",
            .bounds = bounds,
            .now = [] { return Instant(std::chrono::sys_days(2026y / 11 / 30) + 23h); },
        });
    }
    static agents::Spending spending(std::int64_t tokens, std::int64_t cost) {
        return {agents::Role::sql, "local", "m", {tokens, 0, 0}, cost, 1500, false};
    }
    static store::LlmBounds tokens(std::int64_t soft, std::int64_t hard) {
        return {{store::LlmBound{soft, hard}}};
    }
    std::size_t warnings() {
        return read([&](store::Reader& reader) {
            std::size_t count = 0;
            for (const auto& entry : store::audit_log(reader, ledger(), ada, {}).items) {
                if (entry.action != "llm_budget_tokens_day") continue;
                EXPECT_EQ(entry.door, "mcp");
                ++count;
            }
            return count;
        });
    }

    store::Store store_{url};
    ModelCounts counts_;
};

TEST_F(PurseTest, StopsAtAHardBoundAndSaysWhenItEnds) {
    StoredPurse one = purse(tokens(50, 100));
    const auto first = wait_for(one.reserve(spending(80, 0)));
    ASSERT_TRUE(first);
    const auto refused = wait_for(one.reserve(spending(21, 0)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, agents::Reason::budget);
    EXPECT_EQ(refused.error().retry_after, 1h);
    wait_for(one.settle(*first, spending(60, 3)));
    EXPECT_TRUE(wait_for(one.reserve(spending(40, 0))));
    EXPECT_EQ(warnings(), 1);
    wait_for(one.settle("", spending(1, 0)));
    EXPECT_EQ(warnings(), 1);
}

TEST_F(PurseTest, WithoutBoundsItOnlyCounts) {
    StoredPurse free = purse({});
    EXPECT_EQ(wait_for(free.reserve(spending(INT64_MAX / 2, 0))), "");
    agents::Spending failed = spending(7, 2);
    failed.failed = true;
    wait_for(free.settle("", failed));
    store_.database().flush();
    read([&](store::Reader& reader) {
        const auto day = std::chrono::sys_days(2026y / 11 / 30);
        const auto days = store::llm_spending(reader, ada, day, day);
        ASSERT_EQ(days.size(), 1);
        EXPECT_EQ(days[0].input_tokens, 7);
        EXPECT_EQ(days[0].failures, 1);
    });
    Metrics metrics;
    counts_.show(metrics);
    const std::string text = metrics.text();
    EXPECT_NE(text.find(R"(parlance_llm_calls_total{role="sql"} 1)"), std::string::npos) << text;
    EXPECT_NE(text.find(R"(parlance_llm_seconds_total{role="sql"} 1.5)"), std::string::npos);
    EXPECT_NE(text.find(R"(parlance_llm_calls_total{role="schema"} 0)"), std::string::npos);
}

}  // namespace
}  // namespace parlance::serve
