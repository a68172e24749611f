#pragma once

#include "agents/settings.hpp"
#include "base/crypto.hpp"
#include "base/shape.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Settings as JSON: one form for the API, for files and for what is shipped. What it leaves out
/// takes its default; keys are only taken, never told.
namespace parlance::agents {

struct ModelHeader {
    std::string name;
    std::optional<std::string> value;
};
BOOST_DESCRIBE_STRUCT(ModelHeader, (), (name, value))
constexpr auto notes(const ModelHeader*) {
    using json::note;
    return std::array{
        note("", "A header that goes to the provider with each request."),
        note("name", "Its name.").length(1, 100),
        note("value", "Taken, never told; without it the one from before stays.").length(0, 4096),
    };
}

struct ModelProvider {
    std::string name;
    std::optional<Protocol> protocol;
    std::optional<std::string> base_url;
    std::optional<std::string> key;
    std::optional<std::string> key_env;
    std::optional<bool> has_key;
    std::vector<ModelHeader> headers;
    bool inside = false;
    std::int32_t at_once_max = 16;
    bool streams = true;
    bool knows_schemas = true;
};
BOOST_DESCRIBE_STRUCT(
    ModelProvider,
    (),
    (name,
     protocol,
     base_url,
     key,
     key_env,
     has_key,
     headers,
     inside,
     at_once_max,
     streams,
     knows_schemas)
)
constexpr auto notes(const ModelProvider*) {
    using json::note;
    return std::array{
        note("", "Somebody who runs models."),
        note("name", "Lower-case letters, digits, _ and -.").length(1, 40),
        note(
            "protocol",
            "Most servers speak openai_chat. May be left out for openai, anthropic and gemini."
        ),
        note(
            "base_url", "What stands before the protocol's own path; may be left out for the same."
        )
            .length(1, 1000)
            .example(R"("https://api.openai.com/v1")"),
        note(
            "key",
            "Taken, never told. Without it the key from before stays if protocol and base_url do; "
            "an empty one removes it."
        )
            .length(0, 4096),
        note("key_env", "In files only: the environment variable that holds the key.")
            .length(1, 200),
        note("has_key", "Told, never taken."),
        note("headers", "Sent besides the protocol's own.").items(0, 20).optional(),
        note(
            "inside",
            "Whether the host may be this machine or lie in a private network. Only there may the "
            "address be http."
        )
            .optional(),
        note("at_once_max", "Requests at the same time.").between(1, 1000).optional(),
        note("streams", "Whether replies are asked for piece by piece.").optional(),
        note(
            "knows_schemas",
            "Whether the server holds answers to a JSON Schema; else the prompt asks for it."
        )
            .optional(),
    };
}

struct ModelRole {
    std::vector<std::string> models;
    std::optional<double> temperature;
    std::int32_t output_tokens_max = 4096;
    std::int32_t time_max_s = 60;
    Sends sends = Sends::samples;
};
BOOST_DESCRIBE_STRUCT(ModelRole, (), (models, temperature, output_tokens_max, time_max_s, sends))
constexpr auto notes(const ModelRole*) {
    using json::note;
    return std::array{
        note("models", "As provider/model; the first that works answers. Empty: nobody plays it.")
            .items(0, 8)
            .example(R"(["openai/gpt-6.2-sol"])"),
        note("temperature", "The model's own without it.").between(0, 2),
        note("output_tokens_max", "Tokens of one answer, with what the model thinks.")
            .between(16, 128'000)
            .optional(),
        note("time_max_s", "Seconds for all models of the list together.")
            .between(1, 600)
            .optional(),
        note(
            "sends",
            "What leaves the house: names, types and comments; also samples of values; also rows "
            "of results. Never what the asker may not see."
        )
            .optional(),
    };
}

struct ModelRoles {
    std::optional<ModelRole> schema;
    std::optional<ModelRole> sql;
    std::optional<ModelRole> refinement;
    std::optional<ModelRole> dashboard;
};
BOOST_DESCRIBE_STRUCT(ModelRoles, (), (schema, sql, refinement, dashboard))
constexpr auto notes(const ModelRoles*) {
    using json::note;
    return std::array{
        note("", "A role that is left out is as shipped, with the providers that are there."),
        note("schema", "Chooses tables and columns, and describes them."),
        note("sql", "Writes SQL."),
        note("refinement", "Follow-ups, and repair of what failed."),
        note("dashboard", "Charts, tiles and narratives."),
    };
}

struct TokenBound {
    std::optional<std::int64_t> soft;
    std::optional<std::int64_t> hard;
};
BOOST_DESCRIBE_STRUCT(TokenBound, (), (soft, hard))
constexpr auto notes(const TokenBound*) {
    using json::note;
    return std::array{
        note("soft", "Warns.").between(0, 1'000'000'000'000'000),
        note("hard", "Stops before it is passed.").between(0, 1'000'000'000'000'000),
    };
}

struct MoneyBound {
    std::optional<double> soft;
    std::optional<double> hard;
};
BOOST_DESCRIBE_STRUCT(MoneyBound, (), (soft, hard))
constexpr auto notes(const MoneyBound*) {
    using json::note;
    return std::array{
        note("soft", "Warns; in US dollars.").between(0, 1'000'000'000),
        note("hard", "Stops before it is passed; in US dollars.").between(0, 1'000'000'000),
    };
}

struct ModelBudgets {
    TokenBound tokens_day;
    TokenBound tokens_month;
    MoneyBound money_day;
    MoneyBound money_month;
};
BOOST_DESCRIBE_STRUCT(ModelBudgets, (), (tokens_day, tokens_month, money_day, money_month))
constexpr auto notes(const ModelBudgets*) {
    using json::note;
    return std::array{
        note("", "What may be spent; days and months are those of UTC."),
        note("tokens_day").optional(),
        note("tokens_month").optional(),
        note("money_day").optional(),
        note("money_month").optional(),
    };
}

struct ModelSettings {
    std::vector<ModelProvider> providers;
    ModelRoles roles;
    Routing routing;
    ModelBudgets budgets;
    std::vector<Price> prices;
};
BOOST_DESCRIBE_STRUCT(ModelSettings, (), (providers, roles, routing, budgets, prices))
constexpr auto notes(const ModelSettings*) {
    using json::note;
    return std::array{
        note("", "Which models are asked, for what, and how much they may cost."),
        note("providers", "Those whom roles may name.").items(0, 20).optional(),
        note("roles").optional(),
        note("routing").optional(),
        note("budgets").optional(),
        note("prices", "Before those that are shipped.").items(0, 200).optional(),
    };
}

/// What whoever wrote the form may do.
struct Allowed {
    bool environment = false;  ///< name environment variables that hold keys
    Inside inside;             ///< where endpoints that say that they are inside may go
};

/// Throws `Error` (invalid, `invalid_fields`) with all that is wrong beyond the shapes.
[[nodiscard]] Settings settings_of(const ModelSettings& form, Allowed allowed);

/// Parses, reads and checks.
[[nodiscard]] Settings read_settings(std::string_view json, Allowed allowed);

/// The form of the settings without keys and values of headers.
[[nodiscard]] ModelSettings form_of(const Settings& settings);

/// All of it as JSON, keys too: for the vault, and for nothing else. `read_settings` reads it.
[[nodiscard]] Secret sealed_text_of(const Settings& settings);

/// Gives providers that lack a key, or values of headers, those that the one of the same name had,
/// if they still go to the same address: no key ever goes to another host.
void keep_secrets(Settings& now, const Settings& before);

/// What is shipped: providers without keys, so that nobody plays.
[[nodiscard]] const Settings& shipped_settings();

}  // namespace parlance::agents
