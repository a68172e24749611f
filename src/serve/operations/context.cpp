#include "serve/operations/context.hpp"

#include "base/threads.hpp"
#include "engine/context.hpp"
#include "serve/operations/views.hpp"
#include "serve/services.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace parlance::serve {

namespace {

constexpr std::int64_t tables_usual = 10;

struct ContextRequest {
    std::optional<std::string> connection_id;
    std::string question;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ContextRequest, (), (connection_id, question, limit))
constexpr auto notes(const ContextRequest*) {
    return std::array{
        json::note("connection_id", "The source; without it the tenant's default source.")
            .length(1, 64),
        json::note("question", "The question, or some words of it.")
            .length(1, 65'536)
            .example(R"("revenue of German customers by month")"),
        json::note("limit", "Tables at the most, beside those that join them; 10 without it.")
            .between(1, 50),
    };
}

struct ContextShape : engine::SchemaContext {
    std::string connection_id;
    Dialect dialect = Dialect::postgres;
};
BOOST_DESCRIBE_STRUCT(ContextShape, (engine::SchemaContext), (connection_id, dialect))
constexpr auto notes(const ContextShape*) {
    return std::array{
        json::note("", "What of a source a question is about, best first."),
        json::note("tables", "The score of the best one is 1; without a `because` it only joins."),
        json::note("joins", "The keys that join the tables."),
        json::note("values", "Words of the question that are a value of a column."),
        json::note("terms", "Figures and filters that the question names."),
        json::note("unknown", "Words that nothing is called by."),
    };
}

/// Only out of what the one who asks may see: the view is theirs, and its values are clear ones.
Task<ContextShape> analyse_context(Services& with, Call& call, ContextRequest request) {
    const catalog::View view =
        co_await view_with_values_of(with, call, request.connection_id.value_or(""));
    const auto most = static_cast<std::size_t>(request.limit.value_or(tables_usual));
    const auto work = [&] { return engine::context_of(request.question, *view.pack, most); };
    ContextShape shape;
    static_cast<engine::SchemaContext&>(shape) = co_await blocking(*with.blocking, work);
    shape.connection_id = view.connection_id;
    shape.dialect = view.schema->dialect;
    co_return shape;
}

}  // namespace

std::vector<Operation> context_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/context",
             .id = "analyse_context",
             .summary =
                 "Says which tables, columns, keys and values of a source a question is about.",
             .tag = "queries",
             .access = Access::read,
             .cli = true},
            &analyse_context
        ),
    };
}

}  // namespace parlance::serve
