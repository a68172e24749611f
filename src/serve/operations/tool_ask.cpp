#include "serve/operations/ask.hpp"
#include "serve/operations/tool_lines.hpp"
#include "serve/operations/tool_rows.hpp"
#include "serve/operations/tools.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

namespace parlance::serve {

namespace {

/// Rows share the answer with SQL and words.
constexpr std::size_t rows_bytes = 9 * 1024;
constexpr std::size_t words_bytes = 2'000;
constexpr std::size_t list_items_max = 10;

std::string cut(std::string_view text) {
    return shortened(text, words_bytes);
}

template <class Item, class Tell>
std::optional<std::vector<std::string>> lines(const std::vector<Item>& items, Tell tell) {
    if (items.empty()) return std::nullopt;
    std::vector<std::string> made;
    for (std::size_t at = 0; at < std::min(items.size(), list_items_max); ++at)
        made.push_back(cut(tell(items[at])));
    return made;
}

std::optional<std::vector<std::string>> words(const std::vector<std::string>& items) {
    return lines(items, [](const std::string& each) { return each; });
}

void add_rows(
    AskToolReply& reply,
    const AnswerShape& answer,
    const Services& with,
    const Call& call,
    std::size_t rows_max
) {
    reply.columns.emplace();
    reply.types.emplace();
    for (const ResultColumnShape& each : answer.columns) {
        reply.columns->push_back(each.name);
        reply.types->emplace_back(name_of(each.type));
    }
    mcp::CompactRows taken = mcp::compact_rows(answer.rows.text, {0, rows_max, rows_bytes});
    reply.row_count = static_cast<std::int64_t>(taken.rows.size());
    reply.truncated = answer.truncated || taken.left > 0;
    if (*reply.truncated && !taken.rows.empty())
        reply.next = next_call(with, call, {answer.id, taken.rows.size(), rows_max});
    reply.rows = std::move(taken.rows);
}

void add_clarification(AskToolReply& reply, const ClarificationShape& asked) {
    ToolClarification made{asked.question, {}};
    for (const OptionShape& each : asked.options)
        made.options.push_back({each.label, each.ask});
    reply.clarification = std::move(made);
}

AskToolReply
told(const AnswerShape& answer, const Services& with, const Call& call, std::size_t rows_max) {
    AskToolReply reply{
        .query_id = answer.id,
        .conversation_id = answer.conversation_id,
        .outcome = boost::describe::enum_to_string(answer.outcome, ""),
        .sql = answer.sql,
        .assumptions =
            lines(answer.assumptions, [](const AssumptionShape& each) { return each.text; }),
        .missing = words(answer.missing),
        .suggestions = words(answer.suggestions),
    };
    if (answer.explanation) reply.explanation = cut(*answer.explanation);
    if (answer.reason) reply.reason = cut(*answer.reason);
    if (answer.clarification) add_clarification(reply, *answer.clarification);
    if (answer.refinement)
        reply.changes =
            lines(answer.refinement->changes, [](const ChangeShape& each) { return each.text; });
    if (answer.outcome == ask::Outcome::answered) {
        reply.confidence = answer.confidence;
        add_rows(reply, answer, with, call, rows_max);
    }
    return reply;
}

std::size_t rows_of(std::optional<std::int64_t> wanted) {
    return static_cast<std::size_t>(wanted.value_or(100));
}

}  // namespace

Task<AskToolReply> ask_tool(Services& with, Call& call, AskToolRequest request) {
    AskRequest wanted{
        .connection_id = std::move(request.source), .question = std::move(request.question)
    };
    wanted.conversation_id = std::move(request.conversation_id);
    const AnswerShape answer = co_await ask_question(with, call, std::move(wanted));
    co_return told(answer, with, call, rows_of(request.max_rows));
}

Task<AskToolReply> refine_tool(Services& with, Call& call, RefineToolRequest request) {
    RefineRequest wanted{
        .query_id = std::move(request.query_id), .instruction = std::move(request.instruction)
    };
    const AnswerShape answer = co_await refine_answer(with, call, std::move(wanted));
    co_return told(answer, with, call, rows_of(request.max_rows));
}

}  // namespace parlance::serve
