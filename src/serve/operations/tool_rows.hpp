#pragma once

#include "serve/call.hpp"
#include "serve/mcp/compact_rows.hpp"
#include "serve/operations/tool_shapes.hpp"
#include "serve/services.hpp"

#include <optional>
#include <string>
#include <string_view>

/// How the tools of the MCP endpoint hand out rows: page by page, as much as fits.
namespace parlance::serve {

/// Takes the rows of a page out of those that stream by.
class PageSink final : public RowSink {
public:
    explicit PageSink(mcp::RowWindow window) : window_(window) {}

    Task<void> begin(const std::vector<ResultColumn>& columns) override;
    Task<void> rows(const Batch& batch) override;

    RowsPage page;
    std::size_t left = 0;  ///< rows that came and did not fit

private:
    mcp::RowWindow window_;
};

/// The door of a call whose rows become a page; all else goes to the door of the outer call.
class PageDoor final : public Door {
public:
    PageDoor(Call& outer, mcp::RowWindow window) : outer_(outer), sink(window) {}

    Task<void> event(std::string_view name, std::string json) override {
        return outer_.door().event(name, std::move(json));
    }
    RowSink& rows(RowHead head) override {
        query_id = head.id;
        return sink;
    }

private:
    Call& outer_;

public:
    std::string query_id;
    PageSink sink;
};

/// A call on behalf of the same person, through another door.
[[nodiscard]] Call within(const Call& outer, Door& door);

/// Which rows of which earlier query come next.
struct Continuation {
    std::string query_id;
    std::size_t skip = 0;
    std::size_t rows_max = 100;
};

/// The call that goes on with the result; only the same person can make it.
[[nodiscard]] std::optional<NextCall>
next_call(const Services& with, const Call& call, const Continuation& next);
/// Throws `Error` (not_found, `result_not_found`).
[[nodiscard]] Continuation
continuation(const Services& with, const Call& call, std::string_view result_id);

/// Bytes of a page's rows, beside what else stands in the answer.
inline constexpr std::size_t page_bytes = 13 * 1024;

}  // namespace parlance::serve
