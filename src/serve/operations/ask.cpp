#include "serve/operations/ask.hpp"

#include "ask/completion.hpp"
#include "ask/refinement.hpp"
#include "ask/suggested.hpp"
#include "base/error.hpp"
#include "base/ids.hpp"
#include "base/threads.hpp"
#include "guard/approve.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/inquiry.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/views.hpp"
#include "sql/parse.hpp"
#include "store/history.hpp"
#include "store/shared_queries.hpp"
#include "store/store.hpp"
#include "store/threads.hpp"

#include <algorithm>

namespace parlance::serve {

namespace {

/// What was not undone: a question that followed an earlier one took back all between them.
std::vector<store::HistoryEntry> standing(std::vector<store::HistoryEntry> entries) {
    std::vector<store::HistoryEntry> kept;
    for (store::HistoryEntry& each : entries) {
        if (each.after) {
            const auto before = std::ranges::find(kept, *each.after, &store::HistoryEntry::id);
            if (before != kept.end()) kept.erase(before + 1, kept.end());
        }
        kept.push_back(std::move(each));
    }
    return kept;
}

/// The conversation up to the query that a question follows.
std::vector<store::HistoryEntry> up_to(
    store::Reader& reader,
    const Services& with,
    const Principal& who,
    std::vector<store::HistoryEntry> entries,
    const std::string& query_id
) {
    const auto at = std::ranges::find(entries, query_id, &store::HistoryEntry::id);
    if (at == entries.end()) return {store::query(reader, *with.ledger, who, query_id)};
    entries.erase(at + 1, entries.end());
    return entries;
}

/// Reads the own conversation up to now, oldest first, into the inquiry.
Task<void> go_on(Services& with, const Call& call, const std::string& id, Inquiry& inquiry) {
    const auto work = [&](store::Reader& reader) {
        auto entries = store::conversation(reader, *with.ledger, call.who(), id);
        if (inquiry.after)
            entries = up_to(reader, with, call.who(), std::move(entries), *inquiry.after);
        inquiry.in_thread = store::is_thread(reader, call.who(), id);
        return standing(std::move(entries));
    };
    inquiry.entries = co_await with.store->read(work);
}

/// The answer that is to be changed, or the question that was asked back about, with its
/// conversation up to it.
std::vector<store::HistoryEntry> answered_before(
    store::Reader& reader,
    const Services& with,
    const Principal& who,
    const std::string& query_id
) {
    store::HistoryEntry last = store::query(reader, *with.ledger, who, query_id);
    const bool changeable = last.outcome == "answered" && ask::refinable(last);
    if (!changeable && last.outcome != "clarify")
        throw Error(
            Failure::invalid,
            "nothing_to_refine",
            "This query has no answer that could be changed. Ask a question first."
        );
    std::vector<store::HistoryEntry> entries;
    if (last.conversation_id)
        entries = store::conversation(reader, *with.ledger, who, *last.conversation_id);
    const auto at = std::ranges::find(entries, last.id, &store::HistoryEntry::id);
    entries.erase(at, entries.end());
    entries.push_back(std::move(last));
    return entries;
}

}  // namespace

Task<AnswerShape> ask_question(Services& with, Call& call, AskRequest request) {
    Inquiry inquiry{
        .connection_id = request.connection_id.value_or(""),
        .question = std::move(request.question),
        .after = std::move(request.after),
        .taken = request.taken,
        .without = std::move(request.without).value_or(std::vector<std::string>{}),
        .cache = request.cache.value_or(CacheUse::use)
    };
    if (request.conversation_id) co_await go_on(with, call, *request.conversation_id, inquiry);
    co_return co_await inquire(with, call, std::move(inquiry), std::move(request.conversation_id));
}

Task<AnswerShape> generate_sql(Services& with, Call& call, GenerateSqlRequest request) {
    Inquiry inquiry{
        .connection_id = request.connection_id.value_or(""),
        .question = std::move(request.question),
        .dry = true
    };
    if (request.conversation_id) co_await go_on(with, call, *request.conversation_id, inquiry);
    co_return co_await inquire(with, call, std::move(inquiry), std::move(request.conversation_id));
}

Task<AnswerShape> refine_answer(Services& with, Call& call, RefineRequest request) {
    if (request.query_id.has_value() == request.sql.has_value())
        throw Error(
            Failure::invalid, "query_id_or_sql", "Give either `query_id` or `sql`, not both."
        );
    Inquiry inquiry{
        .connection_id = request.connection_id.value_or(""),
        .question = std::move(request.instruction),
        .taken = request.taken,
        .cache = request.cache.value_or(CacheUse::use)
    };
    std::optional<std::string> conversation_id;
    if (request.sql) {
        inquiry.earlier.push_back({"", sql::parse(*request.sql)});
    } else {
        const auto work = [&](store::Reader& reader) {
            auto entries = answered_before(reader, with, call.who(), *request.query_id);
            const auto& talk = entries.back().conversation_id;
            inquiry.in_thread = talk && store::is_thread(reader, call.who(), *talk);
            return entries;
        };
        inquiry.entries = co_await with.store->read(work);
        conversation_id = inquiry.entries.back().conversation_id;
        inquiry.connection_id = inquiry.entries.back().connection_id;
    }
    co_return co_await inquire(with, call, std::move(inquiry), std::move(conversation_id));
}

Task<SuggestionsShape> suggest_questions(Services& with, Call& call, SourceQuery request) {
    catalog::View view =
        co_await view_with_values_of(with, call, request.connection_id.value_or(""));
    static_cast<void>(put_cache_around(with, call, view, CacheUse::use));
    const connectors::RunContext context{call.request_id, call.who().tenant_id};
    co_return SuggestionsShape{
        co_await ask::suggested_questions(std::move(view), with.now(), context, call.stop)
    };
}

namespace {

struct Repeated {
    store::HistoryEntry entry;
    bool own = false;
};

Repeated
repeatable(store::Reader& reader, Services& with, const Call& call, const std::string& id) {
    Repeated found{
        store::own_or_shared_query(reader, *with.ledger, call.who(), id),
        store::is_own_query(reader, call.who(), id)
    };
    if (found.entry.outcome == "answered" && ask::refinable(found.entry)) return found;
    throw Error(
        Failure::invalid,
        "nothing_to_run",
        "This query has no answer that could be computed anew. Ask its question again."
    );
}

/// An own query that is only looked at again is no new one for history; the query of somebody else
/// becomes one's own.
ask::Record record_of(const Services& with, const Call& call, const Repeated& of) {
    ask::Record record = new_record(with, call, QueryKind::ask);
    record.question = of.entry.question;
    record.conversation_id = of.own ? of.entry.conversation_id : new_id();
    record.in_history = !of.own;
    if (of.own) record.kind = "run_again";
    return record;
}

/// What the guard refuses today is refused as SQL, and never read as if it were English: that would
/// tell a colleague the names that they may not see.
void require_runnable(const catalog::View& view, const Repeated& of) {
    try {
        const sql::Query query = sql::parse(*ask::refinable(of.entry));
        (void)guard::approve(query, *view.schema, view.policy);
    } catch (const Error&) {
        if (of.own) throw;
        throw Error(
            Failure::forbidden,
            "shared_out_of_reach",
            "This answer reads what you may not see. Ask somebody who may."
        );
    }
}

/// What was asked is the same; of an own answer all but the rows is what was told then.
void make_same(AnswerShape& shape, const Repeated& of) {
    if (of.entry.question) shape.question = *of.entry.question;
    if (!of.own) return;
    shape.id = of.entry.id;
    shape.confidence = of.entry.confidence.value_or(shape.confidence);
    if (of.entry.explanation) shape.explanation = of.entry.explanation;
    shape.chart.reset();
    if (of.entry.chart) shape.chart = json::Raw{*of.entry.chart};
    shape.created_at = of.entry.created_at;
}

}  // namespace

Task<AnswerShape> run_again(Services& with, Call& call, RunAgainRequest request) {
    const auto read = [&](store::Reader& reader) {
        return repeatable(reader, with, call, request.query_id);
    };
    const Repeated of = co_await with.store->read(read);
    Inquiry inquiry{
        .connection_id = of.entry.connection_id,
        .question = *ask::refinable(of.entry),
        .cache = request.cache.value_or(CacheUse::use)
    };
    const auto work = [&](ask::Record& record, std::stop_token stop) -> Task<AnswerShape> {
        record.connection_id = of.entry.connection_id;
        require_runnable(co_await view_of(with, call, of.entry.connection_id), of);
        co_return co_await journey(with, call, std::move(inquiry), record, stop);
    };
    AnswerShape shape = co_await recorded(with, call, record_of(with, call, of), work);
    make_same(shape, of);
    co_return shape;
}

Task<CompletionsShape> complete_question(Services& with, Call& call, TypedRequest request) {
    const catalog::View view =
        co_await view_with_values_of(with, call, request.connection_id.value_or(""));
    const std::int64_t end = std::ssize(request.text);
    const auto cursor = static_cast<std::size_t>(std::min(request.cursor.value_or(end), end));
    const auto work = [&] { return ask::completions(view, request.text, cursor); };
    CompletionsShape shape;
    for (engine::Completion& each : co_await blocking(*with.blocking, work)) {
        shape.items.push_back(
            {each.kind,
             std::move(each.text),
             std::move(each.detail),
             static_cast<std::int64_t>(each.begin),
             static_cast<std::int64_t>(each.end)}
        );
    }
    co_return shape;
}

}  // namespace parlance::serve
