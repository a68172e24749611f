#pragma once

#include "base/json.hpp"
#include "serve/call.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// One thing that Parlance can be asked to do, described once. The HTTP route, the decoding of the
/// request, the OpenAPI document, the MCP tool and the web app's types all come from it.
///
///     Task<Tokens> login(Services& with, Call& call, Login request);
///
///     operation({.method = Method::post, .path = "/api/v1/auth/login", .id = "login",
///                .summary = "Signs a person in.", .tag = "auth", .access = Access::anyone},
///               &login)
///
/// A handler returns a described struct (the JSON reply), `void` (204), `Rows` (after it has
/// streamed them through `call.rows`), `File`, or a variant of these. It fails by throwing `Error`.
namespace parlance::serve {

struct Services;

enum class Method : std::uint8_t { get, post, put, patch, remove };

/// Who may call. Nothing that is forgotten is open: the default is the narrowest.
enum class Access : std::uint8_t { anyone, signed_in, read, write, admin, owner };

/// What an HTTP request carries beside its path and query.
enum class Takes : std::uint8_t {
    json,    ///< for POST, PUT and PATCH the members that are not in the path stand in a JSON body
    upload,  ///< a file, raw or as the one part of a form; the members stand in the query
    raw,     ///< what another standard says, such as a form of OAuth: `call.text()`
};

/// The tool of the MCP endpoint. All of them only read, and stay within what the tenant connected.
struct McpDoor {
    std::string_view tool;              ///< its name
    std::string_view title;             ///< for people
    bool idempotent = true;             ///< asking twice changes nothing more than asking once
    bool of_several = false;            ///< only of use to those who have several sources
    std::size_t bytes_max = 16 * 1024;  ///< of its answer, at the most
};

/// An event that tells of progress to a client that accepts `text/event-stream`.
struct EventKind {
    std::string_view name;
    json::ShapeOf shape;
};
template <class T>
[[nodiscard]] EventKind event(std::string_view name) {
    return {.name = name, .shape = &json::shape_of<T>};
}

struct Facts {
    Method method = Method::get;
    std::string_view path;  ///< `/api/v1/connections/{connection_id}`
    std::string_view id;    ///< snake_case; names the call in generated clients, logs and metrics
    std::string_view summary;  ///< one sentence
    std::string_view tag;      ///< the resource it belongs to
    Access access = Access::owner;
    int status = 200;  ///< of success; a handler without a reply answers 204
    Takes takes = Takes::json;
    std::vector<EventKind> events = {};  ///< what `call.tell` may send
    std::string_view last_event = {};    ///< the name under which the reply comes as an event
    std::string_view file_type = "application/octet-stream";  ///< of a `File`, for the document
    bool http = true;
    bool documented = true;  ///< stands in the OpenAPI document
    std::optional<McpDoor> mcp = {};
    bool cli = false;
};

/// The reply of a handler that has streamed its rows.
struct Rows {
    RunSummary summary;
};

/// A reply that is not JSON: text made in memory, or a file to be read from `path`.
struct File {
    std::string content_type;
    std::string content;
    std::filesystem::path path;
    std::string save_as;  ///< a browser saves it under this name; empty: it shows it
    int status = 200;
    std::string location = {};  ///< where a browser goes on, with a status that says so
    bool temporary = false;     ///< `path` is removed when it is open
};

/// What a call ended with: nothing, JSON text, or one of the others.
using Outcome = std::variant<std::monostate, json::Raw, Rows, File>;

/// Where a request comes from. `fill` throws one `Error` with all its faults.
class Input {
public:
    Input() = default;
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    virtual ~Input() = default;

    virtual void fill(void* request, const json::Shape& shape) const = 0;
};

/// One kind of reply that an operation may give.
struct ReplyKind {
    enum class What : std::uint8_t { nothing, value, rows, file };
    What what = What::nothing;
    json::ShapeOf shape = nullptr;  ///< of a value
};

struct Operation {
    Facts facts;
    const json::Shape* request = nullptr;  ///< null when it needs no input
    std::vector<ReplyKind> replies;
    std::function<Task<Outcome>(Services&, Call&, const Input&)> run;

    /// Where a member of the request stands in HTTP.
    enum class Place : std::uint8_t { path, query, body };
    [[nodiscard]] Place place_of(const json::Field& field) const;
    [[nodiscard]] bool has_body() const;
    [[nodiscard]] bool has_raw_body() const;
    [[nodiscard]] bool streams_rows() const;
};

[[nodiscard]] std::string_view name_of(Method method) noexcept;

namespace detail {

template <class Reply>
Outcome outcome_of(Reply reply) {
    if constexpr (std::same_as<Reply, Rows> || std::same_as<Reply, File>) {
        return reply;
    } else if constexpr (json::detail::is_a<Reply, std::variant>) {
        return std::visit([](auto& kept) { return outcome_of(std::move(kept)); }, reply);
    } else {
        return json::Raw{json::to_text(reply)};
    }
}

template <class Reply>
void add_replies(std::vector<ReplyKind>& replies) {
    using What = ReplyKind::What;
    if constexpr (std::is_void_v<Reply>) {
        replies.push_back({.what = What::nothing});
    } else if constexpr (std::same_as<Reply, Rows>) {
        replies.push_back({.what = What::rows});
    } else if constexpr (std::same_as<Reply, File>) {
        replies.push_back({.what = What::file});
    } else if constexpr (json::detail::is_a<Reply, std::variant>) {
        []<class... Each>(std::vector<ReplyKind>& all, std::type_identity<std::variant<Each...>>) {
            (add_replies<Each>(all), ...);
        }(replies, std::type_identity<Reply>{});
    } else {
        replies.push_back({.what = What::value, .shape = &json::shape_of<Reply>});
    }
}

template <class Request>
Request filled(const Input& input) {
    Request request{};
    input.fill(&request, json::shape_of<Request>());
    return request;
}

template <class Reply>
Task<Outcome> finish(Task<Reply> work) {
    if constexpr (std::is_void_v<Reply>) {
        co_await std::move(work);
        co_return Outcome{};
    } else {
        Reply reply = co_await std::move(work);
        co_return outcome_of(std::move(reply));
    }
}

}  // namespace detail

template <class Reply, class Request>
[[nodiscard]] Operation operation(Facts facts, Task<Reply> (*handler)(Services&, Call&, Request)) {
    Operation made{.facts = std::move(facts), .request = &json::shape_of<Request>()};
    detail::add_replies<Reply>(made.replies);
    made.run = [handler](Services& with, Call& call, const Input& input) {
        return detail::finish(handler(with, call, detail::filled<Request>(input)));
    };
    return made;
}

template <class Reply>
[[nodiscard]] Operation operation(Facts facts, Task<Reply> (*handler)(Services&, Call&)) {
    Operation made{.facts = std::move(facts)};
    detail::add_replies<Reply>(made.replies);
    made.run = [handler](Services& with, Call& call, const Input&) {
        return detail::finish(handler(with, call));
    };
    return made;
}

}  // namespace parlance::serve
