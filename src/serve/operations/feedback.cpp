#include "serve/operations/feedback.hpp"

#include "serve/operations/audited.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/history_shapes.hpp"
#include "serve/operations/threads.hpp"
#include "serve/services.hpp"
#include "store/shared_queries.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <utility>

namespace parlance::serve {

namespace {

void fill(FeedbackShape& shape, const store::Feedback& from) {
    boost::describe::enum_from_string(from.verdict.c_str(), shape.verdict);
    std::vector<FeedbackReason> reasons;
    for (const std::string& each : from.reasons) {
        auto reason = FeedbackReason::other;
        boost::describe::enum_from_string(each.c_str(), reason);
        reasons.push_back(reason);
    }
    if (!reasons.empty()) shape.reasons = std::move(reasons);
    if (!from.comment.empty()) shape.comment = from.comment;
}

store::Feedback feedback_of(const FeedbackShape& shape) {
    store::Feedback feedback;
    feedback.verdict = boost::describe::enum_to_string(shape.verdict, "good");
    for (const FeedbackReason each : shape.reasons.value_or(std::vector<FeedbackReason>{}))
        feedback.reasons.emplace_back(boost::describe::enum_to_string(each, "other"));
    feedback.comment = shape.comment.value_or("");
    return feedback;
}

FeedbackItem feedback_item(const store::GivenFeedback& given) {
    FeedbackItem item;
    fill(item, given);
    item.query_id = given.query.id;
    item.user_id = given.user_id;
    item.username = given.username;
    item.connection_id = given.query.connection_id;
    item.question = given.query.question;
    item.sql = given.query.sql;
    item.created_at = given.created_at;
    return item;
}

/// Writes into the audit what was done with one of the own queries.
void audit_query(
    store::Writer& writer,
    store::Ledger& ledger,
    const Call& call,
    std::string_view action,
    std::string_view outcome,
    const store::HistoryEntry& query
) {
    store::AuditEntry entry;
    entry.door = call.door_name;
    entry.action = action;
    entry.outcome = outcome;
    entry.query_id = query.id;
    entry.connection_id = query.connection_id;
    entry.question = query.question;
    entry.sql = query.sql;
    entry.request_id = call.request_id;
    store::append_audit(writer, ledger, call.who(), entry);
}

Task<void> give_feedback(Services& with, Call& call, FeedbackRequest request) {
    const auto work = [&](store::Writer& writer) {
        const store::HistoryEntry entry =
            store::query(writer, *with.ledger, call.who(), request.query_id);
        const store::Feedback feedback = feedback_of(request);
        store::give_feedback(writer, *with.ledger, call.who(), entry.id, feedback);
        audit_query(writer, *with.ledger, call, "feedback", feedback.verdict, entry);
    };
    co_await with.store->write(work);
}

Task<void> withdraw_feedback(Services& with, Call& call, QueryId request) {
    const auto work = [&](store::Writer& writer) {
        (void)store::query(writer, *with.ledger, call.who(), request.query_id);
        store::withdraw_feedback(writer, call.who(), request.query_id);
    };
    co_await with.store->write(work);
}

Task<FeedbackPage> list_feedback(Services& with, Call& call, FeedbackListRequest request) {
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        const std::string_view verdict =
            request.verdict ? boost::describe::enum_to_string(*request.verdict, "") : "";
        return store::feedback_of_tenant(reader, *with.ledger, call.who(), page, verdict);
    };
    const auto found = co_await with.store->read(work);
    FeedbackPage page;
    for (const store::GivenFeedback& each : found.items)
        page.items.push_back(feedback_item(each));
    page.next = found.next;
    co_return page;
}

Task<SharedShape> share_query(Services& with, Call& call, QueryId request) {
    const auto work = [&](store::Writer& writer) {
        const store::HistoryEntry entry =
            store::query(writer, *with.ledger, call.who(), request.query_id);
        store::share_query(writer, *with.ledger, call.who(), entry.id);
        audit_query(writer, *with.ledger, call, "query_shared", "done", entry);
    };
    co_await with.store->write(work);
    co_return SharedShape{std::move(request.query_id)};
}

Task<void> unshare_query(Services& with, Call& call, QueryId request) {
    const auto work = [&](store::Writer& writer) {
        const store::HistoryEntry entry =
            store::query(writer, *with.ledger, call.who(), request.query_id);
        store::unshare_query(writer, call.who(), entry.id);
        audit_query(writer, *with.ledger, call, "query_unshared", "done", entry);
    };
    co_await with.store->write(work);
}

constexpr FactsOf facts{"queries", Access::read};
constexpr FactsOf for_admins{"logs", Access::admin};

constexpr std::string_view feedback_path = "/api/v1/queries/{query_id}/feedback";
constexpr std::string_view share_path = "/api/v1/queries/{query_id}/share";

}  // namespace

std::optional<FeedbackShape> feedback_shape(const std::optional<store::Feedback>& feedback) {
    if (!feedback) return std::nullopt;
    FeedbackShape shape;
    fill(shape, *feedback);
    return shape;
}

std::vector<Operation> feedback_operations() {
    using enum Method;
    return {
        operation(
            facts(
                post,
                feedback_path,
                "give_feedback",
                "Says whether one of your own answers was any good, and why.",
                204
            ),
            &give_feedback
        ),
        operation(
            facts(remove, feedback_path, "withdraw_feedback", "Takes back what you said of it."),
            &withdraw_feedback
        ),
        operation(
            for_admins(
                get,
                "/api/v1/feedback",
                "list_feedback",
                "Lists what members said of their answers, newest first."
            ),
            &list_feedback
        ),
        operation(
            facts(
                post,
                share_path,
                "share_query",
                "Lets other members of the tenant ask what one of your own answers asked, with "
                "their own rights."
            ),
            &share_query
        ),
        operation(
            facts(remove, share_path, "unshare_query", "Ends the sharing of one of your answers."),
            &unshare_query
        ),
    };
}

}  // namespace parlance::serve
