#pragma once

#include "base/clock.hpp"
#include "base/shape.hpp"
#include "serve/operations/feedback_shapes.hpp"
#include "serve/operations/history_shapes.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the operations on threads take and give.
namespace parlance::serve {

struct ThreadShape {
    std::string id;
    std::string title;
    Instant created_at;
    Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ThreadShape, (), (id, title, created_at, updated_at))
constexpr auto notes(const ThreadShape*) {
    return std::array{
        json::note("id", "The `conversation_id` of what is asked in it."),
        json::note("updated_at", "When something was last asked in it."),
    };
}

struct ThreadPage {
    std::vector<ThreadShape> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ThreadPage, (), (items, next))
constexpr auto notes(const ThreadPage*) {
    return std::array{json::note("next", "`before` of the next page; null at the end.").nullable()};
}

struct ThreadListRequest {
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(ThreadListRequest, (), (limit, before, text))
constexpr auto notes(const ThreadListRequest*) {
    return std::array{
        json::note("limit", "Threads at the most; 50 without it.").between(1, 200),
        json::note("before", "`next` of the page in front.").length(1, 512),
        json::note("text", "Only threads whose title has this text.").length(1, 512),
    };
}

struct NewThreadRequest {
    std::string title;
    std::optional<std::string> conversation_id;
};
BOOST_DESCRIBE_STRUCT(NewThreadRequest, (), (title, conversation_id))
constexpr auto notes(const NewThreadRequest*) {
    return std::array{
        json::note("title", "What the thread is called.").length(1, 200),
        json::note(
            "conversation_id",
            "A conversation of yours that becomes a thread, or a thread that was deleted and comes "
            "back; without it a new one begins."
        )
            .length(1, 64),
    };
}

struct ThreadChangeRequest {
    std::string thread_id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(ThreadChangeRequest, (), (thread_id, title))
constexpr auto notes(const ThreadChangeRequest*) {
    return std::array{json::note("title", "What the thread is called.").length(1, 200)};
}

struct ThreadId {
    std::string thread_id;
};
BOOST_DESCRIBE_STRUCT(ThreadId, (), (thread_id))

struct ThreadRequest {
    std::string thread_id;
    std::optional<std::int32_t> limit;
    std::optional<std::string> before;
};
BOOST_DESCRIBE_STRUCT(ThreadRequest, (), (thread_id, limit, before))
constexpr auto notes(const ThreadRequest*) {
    return std::array{
        json::note("limit", "Turns at the most; 50 without it.").between(1, 200),
        json::note("before", "`next` of the turns in front.").length(1, 512),
    };
}

enum class TurnState : std::uint8_t {
    ended,
    running,
    interrupted,  ///< the server ended before the answer did
};
BOOST_DESCRIBE_ENUM(TurnState, ended, running, interrupted)

/// A question of a thread with what is kept of its answer.
struct ThreadTurn : HistoryDetail {
    TurnState state = TurnState::ended;
    std::optional<json::Raw> answer;
    std::optional<std::string> after;
    std::optional<FeedbackShape> feedback;
    bool shared = false;
};
BOOST_DESCRIBE_STRUCT(ThreadTurn, (HistoryDetail), (state, answer, after, feedback, shared))
constexpr auto notes(const ThreadTurn*) {
    return std::array{
        json::note("without", "Assumptions that were not to be made."),
        json::note("state", "`interrupted`: the server ended before the answer did. Ask again."),
        json::note(
            "answer",
            "What was told then, as `ask` tells it, without rows: they are never kept. "
            "`run_again` gets them anew."
        ),
        json::note(
            "after", "The query that it followed; what was asked between them had been undone."
        ),
        json::note("feedback", "What you said of the answer."),
        json::note("shared", "Whether other members of the tenant may ask it."),
    };
}

struct ThreadDetail : ThreadShape {
    std::vector<ThreadTurn> turns;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ThreadDetail, (ThreadShape), (turns, next))
constexpr auto notes(const ThreadDetail*) {
    return std::array{
        json::note("turns", "What was asked in it, newest first."),
        json::note("next", "`before` of the older turns; null at the end.").nullable(),
    };
}

}  // namespace parlance::serve
