#pragma once

#include "agents/chat.hpp"
#include "base/note.hpp"

#include <boost/describe.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::agents {

/// The work that is divided: each role has prompts and a model of its own.
enum class Role : std::uint8_t {
    schema,      ///< which tables, columns, joins and values a question is about; descriptions
    sql,         ///< writes candidates
    refinement,  ///< follow-ups, and repair of what failed
    dashboard,   ///< charts, tiles and narratives
};
BOOST_DESCRIBE_ENUM(Role, schema, sql, refinement, dashboard)
inline constexpr std::size_t role_count = 4;

/// How much of what the asker may see leaves the house. Each holds the ones before it.
enum class Sends : std::uint8_t {
    names,    ///< names, types, comments and what was taught
    samples,  ///< a few values of columns that are clear to the asker
    results,  ///< rows of answers, masked as the asker sees them
};
BOOST_DESCRIBE_ENUM(Sends, names, samples, results)

/// Somebody who runs models; the endpoint lacks only the model.
struct Provider {
    std::string name;  ///< lower-case letters, digits, `_` and `-`
    Endpoint endpoint;
    bool keyless = false;  ///< said to have no key: none is kept from before
};

struct ModelName {
    std::string provider;
    std::string model;

    bool operator==(const ModelName&) const = default;
};

struct RoleSettings {
    std::vector<ModelName> models;      ///< the first that works answers; empty: nobody plays it
    std::optional<double> temperature;  ///< none: the model's own
    int output_tokens_max = 4096;
    /// For all models of the chain together; one that others follow gets two thirds of what is
    /// left.
    std::chrono::milliseconds time_max{60'000};
    Sends sends = Sends::samples;
};

/// What a model charges, in US dollars for a million tokens.
struct Price {
    std::string model;  ///< `*` at its end stands for anything
    double input = 0;
    double cached = 0;  ///< of the input: what the provider had in its cache
    double output = 0;

    bool operator==(const Price&) const = default;
};
BOOST_DESCRIBE_STRUCT(Price, (), (model, input, cached, output))
constexpr auto notes(const Price*) {
    using json::note;
    return std::array{
        note("", "What a model charges, in US dollars for a million tokens."),
        note("model", "The model's name; a * at its end stands for anything.").length(1, 200),
        note("input", "For the prompt.").between(0, 1'000'000),
        note("cached", "For what of the prompt the provider had in its cache.")
            .between(0, 1'000'000),
        note("output", "For the answer, with what the model thought.").between(0, 1'000'000),
    };
}

/// What may be spent in a while: `soft` warns, `hard` stops before it is passed.
struct Bound {
    std::optional<std::int64_t> soft;
    std::optional<std::int64_t> hard;
};

/// Days and months are those of UTC. Money is in millionths of a US dollar.
struct Budgets {
    Bound tokens_day;
    Bound tokens_month;
    Bound money_day;
    Bound money_month;
};

/// When models are asked, and how much they may try.
struct Routing {
    double engine_alone_from = 0.85;  ///< confidence from which the engine answers alone
    int candidates_max = 3;           ///< that the SQL role may write
    int repairs_max = 2;              ///< rounds, for a question
    int whole_schema_tables = 12;     ///< up to so many, the schema role is not asked
    double plan_cost_max = 1e8;       ///< what the database may expect a candidate to cost

    bool operator==(const Routing&) const = default;
};
BOOST_DESCRIBE_STRUCT(
    Routing,
    (),
    (engine_alone_from, candidates_max, repairs_max, whole_schema_tables, plan_cost_max)
)
constexpr auto notes(const Routing*) {
    using json::note;
    return std::array{
        note("", "When models are asked, and how much they may try."),
        note("engine_alone_from", "Confidence from which the built-in engine answers alone.")
            .between(0, 1)
            .optional(),
        note("candidates_max", "Candidates that the role sql may write.").between(1, 8).optional(),
        note("repairs_max", "Rounds of repair, for a question.").between(0, 5).optional(),
        note("whole_schema_tables", "Up to so many tables, the role schema is not asked.")
            .between(0, 200)
            .optional(),
        note("plan_cost_max", "What the database may expect a candidate to cost, in its own units.")
            .between(1, 1'000'000'000'000'000)
            .optional(),
    };
}

/// All that a tenant decides about models. Holds keys: never logged, never serialised.
struct Settings {
    std::vector<Provider> providers;
    std::array<RoleSettings, role_count> roles;
    Routing routing;
    Budgets budgets;
    std::vector<Price> prices;  ///< before those that are shipped

    [[nodiscard]] const RoleSettings& of(Role role) const {
        return roles[static_cast<std::size_t>(role)];
    }
    /// Whether some model of the role can be reached: its provider is there, and has a key (or
    /// another header of its own) or is inside.
    [[nodiscard]] bool plays(Role role) const;
    [[nodiscard]] const Provider* provider(std::string_view name) const;
};

/// What a model charges: by the settings' own prices, else by the shipped table; null: unknown.
[[nodiscard]] const Price* price_of(const Settings& settings, std::string_view model);

/// Whether the provider can be asked: it has a key, or a header with a value, or is inside.
[[nodiscard]] bool is_ready(const Provider& provider);

/// What these tokens cost, in millionths of a US dollar, rounded up.
[[nodiscard]] std::int64_t cost_of(const Usage& usage, const Price& price);

}  // namespace parlance::agents
