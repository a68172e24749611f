#pragma once

#include "agents/settings.hpp"
#include "agents/settings_text.hpp"
#include "base/clock.hpp"
#include "base/shape.hpp"
#include "serve/llm/models.hpp"
#include "serve/operations/answer_parts.hpp"
#include "store/llm_spending.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on language models take and give.
namespace parlance::serve {

struct PlayedRole {
    agents::Role role = agents::Role::schema;
    bool plays = false;
    std::vector<std::string> models;
    std::optional<std::string> because;
};
BOOST_DESCRIBE_STRUCT(PlayedRole, (), (role, plays, models, because))
constexpr auto notes(const PlayedRole*) {
    return std::array{
        json::note("", "Whether somebody plays a role."),
        json::note("models", "Those that can be asked, as provider/model, in their order."),
        json::note("because", "Why nobody plays it."),
    };
}

struct ModelsShape {
    SettingsFrom from = SettingsFrom::shipped;
    std::int64_t version = 0;
    std::optional<std::string> updated_by;
    std::optional<Instant> updated_at;
    agents::ModelSettings settings;
    std::vector<PlayedRole> roles;
};
BOOST_DESCRIBE_STRUCT(ModelsShape, (), (from, version, updated_by, updated_at, settings, roles))
constexpr auto notes(const ModelsShape*) {
    return std::array{
        json::note("", "The settings of language models that hold for you, without their keys."),
        json::note("from", "Whose they are: your tenant's own, this server's, or as shipped."),
        json::note("version", "What to send with a change."),
        json::note("settings", "Where providers of the server lie is not told."),
    };
}

struct ModelsRequest {
    std::int64_t version = 0;
    agents::ModelSettings settings;
};
BOOST_DESCRIBE_STRUCT(ModelsRequest, (), (version, settings))
constexpr auto notes(const ModelsRequest*) {
    return std::array{
        json::note("version", "The version that you have seen."),
        json::note("settings", "All of them: they take the place of those before."),
    };
}

struct ModelsResetRequest {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ModelsResetRequest, (), (version))
constexpr auto notes(const ModelsResetRequest*) {
    return std::array{json::note("version", "The version that you have seen.").in_query()};
}

struct ModelTestRequest {
    agents::Role role = agents::Role::sql;
    std::optional<std::int64_t> model;
};
BOOST_DESCRIBE_STRUCT(ModelTestRequest, (), (role, model))
constexpr auto notes(const ModelTestRequest*) {
    return std::array{
        json::note("model", "Its place among the models of the role, from 0; the first without it.")
            .between(0, 7)
    };
}

struct ModelTestShape {
    bool works = false;
    std::string provider;
    std::string model;
    double ms = 0;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;
    std::int64_t output_tokens = 0;
    std::optional<double> cost_usd;
    std::optional<std::string> code;
    std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(
    ModelTestShape,
    (),
    (works, provider, model, ms, input_tokens, cached_tokens, output_tokens, cost_usd, code, message
    )
)
constexpr auto notes(const ModelTestShape*) {
    return std::array{
        json::note("", "How a model answered one small question."),
        json::note("cost_usd", "By the price table; missing when the model has no price."),
        json::note("code", "Of what went wrong."),
    };
}

struct UsageRequest {
    std::optional<std::string> from;
    std::optional<std::string> to;
};
BOOST_DESCRIBE_STRUCT(UsageRequest, (), (from, to))
constexpr auto notes(const UsageRequest*) {
    return std::array{
        json::note("from", "The first day, in UTC; the first of this month without it.")
            .format("date")
            .length(10, 10),
        json::note("to", "The last day, in UTC; today without it.").format("date").length(10, 10),
    };
}

/// What calls of models took together.
struct UsageSum {
    std::int64_t calls = 0;
    std::int64_t failures = 0;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;
    std::int64_t output_tokens = 0;
    double cost_usd = 0;
    double ms = 0;
};
BOOST_DESCRIBE_STRUCT(
    UsageSum,
    (),
    (calls, failures, input_tokens, cached_tokens, output_tokens, cost_usd, ms)
)
constexpr auto notes(const UsageSum*) {
    return std::array{
        json::note("cached_tokens", "Of the input: what providers had in their caches."),
        json::note("cost_usd", "By the price table; models without a price count for nothing."),
        json::note("ms", "The time of all calls."),
    };
}

struct UsageDay : UsageSum {
    std::string day;
    agents::Role role = agents::Role::sql;
    std::string provider;
    std::string model;
};
BOOST_DESCRIBE_STRUCT(UsageDay, (UsageSum), (day, role, provider, model))
constexpr auto notes(const UsageDay*) {
    return std::array{
        json::note("", "What the calls of a role to a model took on a day."),
        json::note("day").format("date"),
    };
}

enum class BudgetState : std::uint8_t {
    free,     ///< no bound is reached
    warned,   ///< the soft one is
    used_up,  ///< the hard one is
};
BOOST_DESCRIBE_ENUM(BudgetState, free, warned, used_up)

struct BudgetShape {
    store::LlmBudget budget = store::LlmBudget::tokens_day;
    double used = 0;
    std::optional<double> soft;
    std::optional<double> hard;
    Instant resets_at;
    BudgetState state = BudgetState::free;
};
BOOST_DESCRIBE_STRUCT(BudgetShape, (), (budget, used, soft, hard, resets_at, state))
constexpr auto notes(const BudgetShape*) {
    return std::array{
        json::note("", "What a budget has taken: tokens, or US dollars."),
        json::note("soft", "Warns."),
        json::note("hard", "Stops calls before it is passed."),
        json::note("resets_at", "When it begins anew."),
    };
}

struct UsageShape {
    std::string from;
    std::string to;
    std::vector<UsageDay> days;
    UsageSum sum;
    std::vector<BudgetShape> budgets;
};
BOOST_DESCRIBE_STRUCT(UsageShape, (), (from, to, days, sum, budgets))
constexpr auto notes(const UsageShape*) {
    return std::array{
        json::note("days", "By day, role and model, the newest first."),
        json::note("sum", "Of all these days."),
        json::note("budgets", "As they stand now, whatever days were asked for."),
    };
}

struct TranscriptShape {
    std::string query_id;
    boost::json::object transcript;
};
BOOST_DESCRIBE_STRUCT(TranscriptShape, (), (query_id, transcript))
constexpr auto notes(const TranscriptShape*) {
    return std::array{
        json::note("", "What models were told for a query, word by word, and what they replied."),
        json::note(
            "transcript",
            "`calls` with system text, messages, reply, tokens and cost; `candidates` with what "
            "came of each; what was `chosen`, and `because` of what."
        ),
    };
}

struct DescriptionsRequest {
    std::optional<std::string> connection_id;
    std::vector<std::string> tables;
};
BOOST_DESCRIBE_STRUCT(DescriptionsRequest, (), (connection_id, tables))
constexpr auto notes(const DescriptionsRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note("tables", "As `table`, or `schema.table` outside the default schema.")
            .items(1, 12)
            .example(R"(["orders", "customers"])"),
    };
}

struct DescriptionShape {
    std::string table;
    std::optional<std::string> column;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(DescriptionShape, (), (table, column, text))
constexpr auto notes(const DescriptionShape*) {
    return std::array{json::note("column", "Missing: the text is about the table itself.")};
}

struct DescriptionsShape {
    std::string query_id;
    std::vector<DescriptionShape> descriptions;
    std::vector<ModelStepShape> steps;
};
BOOST_DESCRIBE_STRUCT(DescriptionsShape, (), (query_id, descriptions, steps))
constexpr auto notes(const DescriptionsShape*) {
    return std::array{
        json::note("", "Suggestions; nothing is kept of them."),
        json::note("query_id", "Under which administrators find what was said."),
    };
}

struct NarrativeShape {
    std::string query_id;
    std::string text;
    std::int64_t row_count = 0;
    bool truncated = false;
    std::vector<ModelStepShape> steps;
};
BOOST_DESCRIBE_STRUCT(NarrativeShape, (), (query_id, text, row_count, truncated, steps))
constexpr auto notes(const NarrativeShape*) {
    return std::array{
        json::note("", "A result in words; every number in them stands in the result."),
        json::note("query_id", "Under which administrators find what was said."),
        json::note("row_count", "Of the rows that the model saw."),
        json::note("truncated", "Whether the result has more."),
    };
}

struct DrawRequest {
    std::string query_id;
    std::optional<std::string> wish;
};
BOOST_DESCRIBE_STRUCT(DrawRequest, (), (query_id, wish))
constexpr auto notes(const DrawRequest*) {
    return std::array{
        json::note("query_id", "One of your own answers.").length(1, 64),
        json::note("wish", "What the chart should show, in words; without it what fits best.")
            .length(1, 1'000)
            .example(R"("compare the regions over time")"),
    };
}

struct ModelChartShape {
    std::string query_id;
    boost::json::object chart;
    std::vector<ModelStepShape> steps;
};
BOOST_DESCRIBE_STRUCT(ModelChartShape, (), (query_id, chart, steps))
constexpr auto notes(const ModelChartShape*) {
    return std::array{
        json::note("query_id", "Under which administrators find what was said."),
        json::note(
            "chart",
            "A Vega-Lite specification whose data set `result` are the rows of the query. Mark and "
            "encodings are the model's, out of a closed list."
        ),
    };
}

}  // namespace parlance::serve
