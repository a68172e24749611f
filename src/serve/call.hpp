#pragma once

#include "base/json.hpp"
#include "base/principal.hpp"
#include "base/rows.hpp"
#include "base/task.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::serve {

/// How long the parts of a request took; HTTP tells it as `Server-Timing`.
class Timings {
public:
    struct Phase {
        std::string_view name;  ///< a literal
        double ms = 0;
    };

    /// Measures from its making to its end.
    class Measure {
    public:
        Measure(Timings& timings, std::string_view name) : timings_(timings), name_(name) {}
        Measure(const Measure&) = delete;
        Measure& operator=(const Measure&) = delete;
        ~Measure() {
            const auto took = std::chrono::steady_clock::now() - begun_;
            timings_.add(name_, std::chrono::duration<double, std::milli>(took).count());
        }

    private:
        Timings& timings_;
        std::string_view name_;
        std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    };

    void add(std::string_view name, double ms) { phases_.push_back({name, ms}); }
    [[nodiscard]] Measure measure(std::string_view name) { return {*this, name}; }
    [[nodiscard]] const std::vector<Phase>& phases() const noexcept { return phases_; }

private:
    std::vector<Phase> phases_;
};

/// A cookie to set. The door adds `Secure` where people come by TLS. All are SameSite=Strict.
struct Cookie {
    std::string name;
    std::string value;
    std::string path = "/";
    std::optional<std::int64_t> max_age_s;  ///< 0 removes it; nothing: until the browser ends
    bool http_only = true;
};

/// How rows leave.
enum class RowFormat : std::uint8_t { json, ndjson, csv, markdown, xlsx, parquet };
BOOST_DESCRIBE_ENUM(RowFormat, json, ndjson, csv, markdown, xlsx, parquet)

/// Whether an answer may come from the results that were remembered.
enum class CacheUse : std::uint8_t {
    use,     ///< one that was computed a short while ago will do
    bypass,  ///< ask the database
};
BOOST_DESCRIBE_ENUM(CacheUse, use, bypass)

/// Where the rows of an answer come from.
struct CacheShape {
    bool hit = false;
    std::optional<std::int64_t> age_ms;
};
BOOST_DESCRIBE_STRUCT(CacheShape, (), (hit, age_ms))
constexpr auto notes(const CacheShape*) {
    return std::array{
        json::note("hit", "The rows were computed for an earlier, equal question of your rights."),
        json::note("age_ms", "How long ago they were computed, in milliseconds."),
    };
}

/// What stands before the rows.
struct RowHead {
    std::string id;  ///< of the query
    RowFormat format = RowFormat::json;
    std::optional<std::int64_t> limit;  ///< told as `Parlance-Row-Limit`
    std::string file_name = "result";   ///< of a file that a browser saves, without its ending
    std::vector<bool> masked = {};      ///< which columns are masked for the one who asks
    /// Sent when it is complete, so that its headers tell how many rows there are and whether a
    /// limit cut them. XLSX and Parquet always are.
    bool whole = false;
    /// Texts of a CSV that a spreadsheet would take for formulas get an apostrophe in front.
    bool without_formulas = false;
    /// Asked when the rows begin; nothing when the cache was not asked.
    std::function<CacheShape()> cache = {};
};

/// A file that is being sent to us, piece by piece, never held in memory as a whole.
class Upload {
public:
    Upload() = default;
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    virtual ~Upload() = default;

    /// The next piece; empty at the end. It stays valid until the next call. Throws `Error` when
    /// the file passes its limit, and when the client leaves.
    virtual Task<std::string_view> next() = 0;

    /// The name that a multipart form gives; empty for a raw body. Known after the first `next`.
    [[nodiscard]] virtual std::string_view file_name() const = 0;
};

/// What the door through which a call came lends to it. HTTP is one, MCP and the command line are
/// others.
class Door {
public:
    Door() = default;
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    virtual ~Door() = default;

    /// A header of an HTTP request; empty elsewhere.
    [[nodiscard]] virtual std::string_view header(std::string_view) const { return {}; }
    /// Tells a step of long work to those who asked for events; others never hear of it.
    virtual Task<void> event(std::string_view name, std::string json);
    /// Throws `std::logic_error` at doors that have no rows, or no upload.
    virtual RowSink& rows(RowHead head);
    virtual Upload& upload();
    virtual void set_cookie(Cookie cookie);
    /// What an operation reads itself (`Takes::raw`).
    [[nodiscard]] virtual std::string_view text() const { return {}; }
};

/// One request, beside what it asks for: who asks, from where, and when to stop.
class Call {
public:
    explicit Call(Door& door) : door_(door) {}

    std::shared_ptr<const Principal> principal;  ///< null when nobody has to be signed in
    std::string request_id;
    std::string remote_address;           ///< without the port
    std::string_view door_name = "http";  ///< as the audit tells it
    std::stop_token stop;                 ///< stops when the client goes away
    Timings timings;

    /// The one who asks. Throws `std::logic_error` in an operation that everybody may call.
    [[nodiscard]] const Principal& who() const;
    [[nodiscard]] std::string_view header(std::string_view name) const {
        return door_.header(name);
    }
    /// The cookie that the client sent; empty when there is none.
    [[nodiscard]] std::string_view cookie(std::string_view name) const;
    void set_cookie(Cookie cookie) { door_.set_cookie(std::move(cookie)); }

    /// The query of a GET, and the body of another request, of an operation that takes it raw.
    [[nodiscard]] std::string_view text() const { return door_.text(); }

    /// Tells a step of long work: `co_await call.tell("step", step)`.
    template <class T>
    Task<void> tell(std::string_view event, T value) {
        return door_.event(event, json::to_text(value));
    }
    /// Where the rows of a reply go; the handler returns `Rows` in the end.
    [[nodiscard]] RowSink& rows(RowHead head) { return door_.rows(std::move(head)); }
    /// The file of an operation that takes an upload.
    [[nodiscard]] Upload& upload() { return door_.upload(); }

    /// For a call within this one.
    [[nodiscard]] Door& door() const noexcept { return door_; }

private:
    Door& door_;
};

}  // namespace parlance::serve
