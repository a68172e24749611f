#include "agents/settings_text.hpp"
#include "base/cases.hpp"
#include "base/json.hpp"
#include "base/testing/code_of.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace parlance::agents {
namespace {

/// `settings api|file|inside`, then the JSON: as it is told again, and who plays.
std::string settings_answer(const cases::Case& one) {
    const auto end = std::min(one.text.find('\n'), one.text.size());
    const std::string words = one.text.substr(0, end);
    const Allowed allowed{
        .environment = words.find("file") != std::string::npos,
        .inside = words.find("inside") != std::string::npos
    };
    const Settings settings = read_settings(one.text.substr(end), allowed);
    std::string text = json::to_text(form_of(settings)) + "\nplays";
    for (const Role role : {Role::schema, Role::sql, Role::refinement, Role::dashboard})
        text += settings.plays(role) ? " yes" : " no";
    return text;
}

const bool registered = cases::register_all("agents", settings_answer, "settings");

Settings with_key(std::string_view more) {
    return read_settings(
        R"({"providers": [{"name": "a", "protocol": "openai_chat", )" + std::string(more) + "}]}",
        {.inside = true}
    );
}

std::string_view key_of(const Settings& settings) {
    return settings.providers.at(0).endpoint.key.reveal();
}

TEST(Settings, WhatIsShippedPlaysNothing) {
    const Settings& shipped = shipped_settings();
    EXPECT_FALSE(shipped.providers.empty());
    for (const Role role : {Role::schema, Role::sql, Role::refinement, Role::dashboard}) {
        EXPECT_FALSE(shipped.plays(role));
        EXPECT_GE(shipped.of(role).models.size(), 2);
    }
    EXPECT_NE(shipped.of(Role::refinement).models, shipped.of(Role::sql).models);
}

TEST(Settings, WhatIsShippedHasAPrice) {
    for (const RoleSettings& role : shipped_settings().roles) {
        for (const ModelName& model : role.models)
            EXPECT_NE(price_of(shipped_settings(), model.model), nullptr) << model.model;
    }
}

TEST(Settings, AnotherKeyOnlyAtTheSameAddress) {
    const Settings before = with_key(
        R"("base_url": "https://a.example/v1", "key": "k-1", "headers": [{"name": "X", "value": "v"}])"
    );
    Settings now = with_key(R"("base_url": "https://a.example/v1", "headers": [{"name": "X"}])");
    keep_secrets(now, before);
    EXPECT_EQ(key_of(now), "k-1");
    EXPECT_EQ(now.providers[0].endpoint.headers[0].value.reveal(), "v");

    now = with_key(R"("base_url": "https://b.example/v1", "headers": [{"name": "X"}])");
    keep_secrets(now, before);
    EXPECT_EQ(key_of(now), "");
    EXPECT_EQ(now.providers[0].endpoint.headers[0].value.reveal(), "");

    now = with_key(R"("base_url": "https://a.example/v1", "key": "")");
    keep_secrets(now, before);
    EXPECT_EQ(key_of(now), "");

    now = with_key(R"("base_url": "https://a.example/v1", "key": "k-2")");
    keep_secrets(now, before);
    EXPECT_EQ(key_of(now), "k-2");
}

TEST(Settings, KeysAreInTheSealedTextOnly) {
    const Settings settings = with_key(
        R"("base_url": "https://a.example/v1", "key": "k-1", "headers": [{"name": "X", "value": "v-1"}])"
    );
    const std::string told = json::to_text(form_of(settings));
    EXPECT_EQ(told.find("k-1"), std::string::npos);
    EXPECT_EQ(told.find("v-1"), std::string::npos);
    const Settings again = read_settings(sealed_text_of(settings).reveal(), {.inside = true});
    EXPECT_EQ(key_of(again), "k-1");
    EXPECT_EQ(again.providers[0].endpoint.headers[0].value.reveal(), "v-1");
    EXPECT_EQ(json::to_text(form_of(again)), told);
}

TEST(Settings, FilesMayNameAVariable) {
    setenv("PARLANCE_TEST_MODEL_KEY", "k-9", 1);  // NOLINT(concurrency-mt-unsafe)
    const std::string text =
        R"({"providers": [{"name": "openai", "key_env": "PARLANCE_TEST_MODEL_KEY"}]})";
    EXPECT_EQ(key_of(read_settings(text, {.environment = true})), "k-9");
    EXPECT_EQ(code_of([&] { (void)read_settings(text, {}); }), "invalid_fields");
}

/// The JSON of a page, block by block.
std::vector<std::string> snippets_of(const std::string& page) {
    std::ifstream in(std::string(PARLANCE_SOURCE_DIR) + page);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    constexpr std::string_view begin = "```json\n";
    std::vector<std::string> snippets;
    for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at + 1)) {
        const auto first = at + begin.size();
        snippets.push_back(text.substr(first, text.find("```", first) - first));
    }
    return snippets;
}

TEST(Settings, WhatThePageShowsPlays) {
    const auto snippets = snippets_of("/docs/agents.md");
    EXPECT_GE(snippets.size(), 9);
    for (const std::string& snippet : snippets) {
        const Settings settings = read_settings(snippet, {.inside = true});
        EXPECT_TRUE(settings.plays(Role::sql)) << snippet;
        EXPECT_TRUE(settings.plays(Role::refinement)) << snippet;
    }
}

TEST(Settings, TheClosestPriceCounts) {
    Settings settings;
    settings.prices = {{"a*", 1, 1, 1}, {"a-b*", 2, 2, 2}, {"gpt-5-mini", 9, 9, 9}};
    EXPECT_EQ(price_of(settings, "a-c")->input, 1);
    EXPECT_EQ(price_of(settings, "a-b-c")->input, 2);
    EXPECT_EQ(price_of(settings, "gpt-5-mini")->input, 9);
    EXPECT_EQ(price_of(settings, "gpt-5-mini-2025-08-07")->input, 0.25);
    EXPECT_EQ(price_of(settings, "somebodys-own"), nullptr);
}

TEST(Settings, CostsAreMillionthsRoundedUp) {
    const Price price{"m", 0.1, 0.025, 0.4};
    EXPECT_EQ(cost_of({.input = 10}, price), 1);
    EXPECT_EQ(cost_of({.input = 11}, price), 2);
    EXPECT_EQ(
        cost_of({.input = 1'000'000, .cached = 400'000, .output = 1'000'000}, price), 470'000
    );
    EXPECT_EQ(cost_of({.input = 30}, price), 3);
    EXPECT_EQ(cost_of({.input = 1, .cached = 2}, {"m", 0, 0, 0}), 0);
}

}  // namespace
}  // namespace parlance::agents
