#include "serve/operations/threads.hpp"

#include "ask/running.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/feedback.hpp"
#include "serve/operations/history.hpp"
#include "serve/operations/thread_shapes.hpp"
#include "serve/services.hpp"
#include "store/history.hpp"
#include "store/shared_queries.hpp"
#include "store/store.hpp"
#include "store/threads.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace parlance::serve {

namespace {

void fill(ThreadShape& shape, const store::Thread& from) {
    shape.id = from.id;
    shape.title = from.title;
    shape.created_at = from.created_at;
    shape.updated_at = from.updated_at;
}

ThreadShape thread_shape(const store::Thread& from) {
    ThreadShape shape;
    fill(shape, from);
    return shape;
}

/// Reads what a thread shows, in one look at the store.
class ThreadReading {
public:
    ThreadReading(Services& with, const Call& call, store::Reader& reader)
        : with_(with), who_(call.who()), reader_(reader) {}

    ThreadDetail read(const ThreadRequest& request) {
        ThreadDetail detail;
        fill(detail, store::thread(reader_, *with_.ledger, who_, request.thread_id));
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        auto found =
            store::conversation_page(reader_, *with_.ledger, who_, request.thread_id, page);
        if (page.before.empty()) add_open(detail, found.items);
        for (const store::HistoryEntry& each : found.items)
            detail.turns.push_back(ended(each));
        std::ranges::sort(detail.turns, std::greater<>{}, [](const ThreadTurn& each) {
            return std::tie(each.created_at, each.id);
        });
        detail.next = found.next;
        return detail;
    }

private:
    ThreadTurn ended(const store::HistoryEntry& entry) {
        ThreadTurn turn;
        fill_detail(turn, entry);
        turn.after = entry.after;
        if (entry.told) turn.answer = json::Raw{*entry.told};
        turn.feedback = feedback_shape(store::feedback_on(reader_, *with_.ledger, who_, entry.id));
        turn.shared = store::is_shared(reader_, who_, entry.id);
        return turn;
    }

    /// A query that ended a moment ago may be noted as both.
    void add_open(ThreadDetail& detail, const std::vector<store::HistoryEntry>& known) {
        for (auto& each : store::open_questions(reader_, *with_.ledger, who_, detail.id)) {
            if (std::ranges::find(known, each.id, &store::HistoryEntry::id) != known.end())
                continue;
            ThreadTurn turn;
            turn.state =
                with_.running->runs(who_, each.id) ? TurnState::running : TurnState::interrupted;
            turn.id = each.id;
            turn.connection_id = std::move(each.connection_id);
            turn.conversation_id = detail.id;
            turn.question = std::move(each.question);
            turn.created_at = each.created_at;
            detail.turns.push_back(std::move(turn));
        }
    }

    Services& with_;
    const Principal& who_;
    store::Reader& reader_;
};

Task<ThreadPage> list_threads(Services& with, Call& call, ThreadListRequest request) {
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        return store::threads(reader, *with.ledger, call.who(), page, request.text.value_or(""));
    };
    const auto found = co_await with.store->read(work);
    ThreadPage page;
    for (const store::Thread& each : found.items)
        page.items.push_back(thread_shape(each));
    page.next = found.next;
    co_return page;
}

Task<ThreadShape> create_thread(Services& with, Call& call, NewThreadRequest request) {
    const std::string id = request.conversation_id.value_or("");
    const auto work = [&](store::Writer& writer) {
        return store::keep_thread(writer, *with.ledger, call.who(), id, request.title);
    };
    co_return thread_shape(co_await with.store->write(work));
}

Task<ThreadDetail> get_thread(Services& with, Call& call, ThreadRequest request) {
    const auto work = [&](store::Reader& reader) {
        return ThreadReading(with, call, reader).read(request);
    };
    co_return co_await with.store->read(work);
}

Task<ThreadShape> change_thread(Services& with, Call& call, ThreadChangeRequest request) {
    const auto work = [&](store::Writer& writer) {
        store::rename_thread(writer, *with.ledger, call.who(), request.thread_id, request.title);
        return store::thread(writer, *with.ledger, call.who(), request.thread_id);
    };
    co_return thread_shape(co_await with.store->write(work));
}

Task<void> delete_thread(Services& with, Call& call, ThreadId request) {
    const auto work = [&](store::Writer& writer) {
        store::remove_thread(writer, call.who(), request.thread_id);
    };
    co_await with.store->write(work);
}

/// Whoever may ask may keep what they asked.
constexpr FactsOf facts{"threads", Access::read};

constexpr std::string_view all_path = "/api/v1/threads";
constexpr std::string_view one_path = "/api/v1/threads/{thread_id}";

}  // namespace

std::vector<Operation> thread_operations() {
    using enum Method;
    return {
        operation(
            facts(get, all_path, "list_threads", "Lists your own threads, newest first."),
            &list_threads
        ),
        operation(
            facts(post, all_path, "create_thread", "Keeps a conversation under a title.", 201),
            &create_thread
        ),
        operation(
            facts(
                get,
                one_path,
                "get_thread",
                "Shows one of your own threads, with what was asked and answered in it."
            ),
            &get_thread
        ),
        operation(
            facts(patch, one_path, "change_thread", "Gives a thread another title."), &change_thread
        ),
        operation(
            facts(
                remove,
                one_path,
                "delete_thread",
                "Forgets a thread; what was asked in it stays in your history."
            ),
            &delete_thread
        ),
    };
}

}  // namespace parlance::serve
