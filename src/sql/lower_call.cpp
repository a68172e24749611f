#include "sql/lower.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <utility>

namespace parlance::sql::lower {
namespace {

// FRAMEOPTION_… of PostgreSQL's parsenodes.h.
constexpr std::int64_t nondefault = 0x1, range = 0x2, rows = 0x4, groups = 0x8, between = 0x10;
constexpr std::int64_t exclude_current = 0x8000, exclude_group = 0x10000, exclude_ties = 0x20000;
constexpr std::int64_t known_options = 0x3ffff;

struct BoundBits {
    std::int64_t start;
    std::int64_t end;
    BoundKind kind;
};
constexpr std::array<BoundBits, 5> bounds{{
    {0x20, 0x40, BoundKind::unbounded_preceding},
    {0x80, 0x100, BoundKind::unbounded_following},
    {0x200, 0x400, BoundKind::current_row},
    {0x800, 0x1000, BoundKind::preceding},
    {0x2000, 0x4000, BoundKind::following},
}};

FrameBound bound(std::int64_t options, bool start, Box<Expr> offset) {
    FrameBound made{.offset = std::move(offset)};
    for (const BoundBits& bits : bounds)
        if ((options & (start ? bits.start : bits.end)) != 0) made.kind = bits.kind;
    return made;
}

FrameExclusion exclusion(std::int64_t options) {
    if ((options & exclude_current) != 0) return FrameExclusion::current_row;
    if ((options & exclude_group) != 0) return FrameExclusion::group;
    if ((options & exclude_ties) != 0) return FrameExclusion::ties;
    return FrameExclusion::none;
}

std::optional<Frame> frame(Context& context, Node& node) {
    const std::int64_t options = node.take_integer("frameOptions", 0);
    Box<Expr> start = maybe(context, node.take("startOffset"));
    Box<Expr> end = maybe(context, node.take("endOffset"));
    if ((options & ~known_options) != 0) refuse("frameOptions", node.at());
    if ((options & nondefault) == 0) return std::nullopt;
    Frame made{.start = bound(options, true, std::move(start))};
    if ((options & rows) != 0) made.unit = FrameUnit::rows;
    if ((options & groups) != 0) made.unit = FrameUnit::groups;
    if ((options & range) != 0) made.unit = FrameUnit::range;
    if ((options & between) != 0) made.end = bound(options, false, std::move(end));
    made.exclusion = exclusion(options);
    return made;
}

struct MomentName {
    std::string_view op;
    Moment moment;
};
constexpr std::array<MomentName, 9> moments{{
    {"SVFOP_CURRENT_DATE", Moment::current_date},
    {"SVFOP_CURRENT_TIME", Moment::current_time},
    {"SVFOP_CURRENT_TIME_N", Moment::current_time},
    {"SVFOP_CURRENT_TIMESTAMP", Moment::current_timestamp},
    {"SVFOP_CURRENT_TIMESTAMP_N", Moment::current_timestamp},
    {"SVFOP_LOCALTIME", Moment::localtime},
    {"SVFOP_LOCALTIME_N", Moment::localtime},
    {"SVFOP_LOCALTIMESTAMP", Moment::localtimestamp},
    {"SVFOP_LOCALTIMESTAMP_N", Moment::localtimestamp},
}};

}  // namespace

Expr call(Context& context, const json::object& object) {
    Node node(context, object, "FuncCall");
    const Position at = node.take_location();
    Call made{.name = catalog_names(node.take_list("funcname"))};
    made.arguments = expressions(context, node.take_list("args"));
    made.star = node.take_flag("agg_star");
    made.distinct = node.take_flag("agg_distinct");
    made.order_by = order(context, node.take_list("agg_order"));
    made.within_group = node.take_flag("agg_within_group");
    made.filter = maybe(context, node.take("agg_filter"));
    if (const json::value* over = node.take("over"); over != nullptr)
        made.over = window(context, over->as_object());
    node.take("funcformat");  // f(x) or the words of the standard: the same call
    node.finish();
    return {std::move(made), at};
}

Window window(Context& context, const json::object& object) {
    Node node(context, object, "WindowDef");
    node.take_location();
    const std::string_view name = node.take_string("name");
    Window made{.base = std::string(node.take_string("refname"))};
    if (made.base.empty() && !name.empty()) {
        made.base = name;
        made.bare_name = true;
    }
    made.partition_by = expressions(context, node.take_list("partitionClause"));
    made.order_by = order(context, node.take_list("orderClause"));
    made.frame = frame(context, node);
    node.finish();
    return made;
}

std::vector<NamedWindow> named_windows(Context& context, const json::array& list) {
    std::vector<NamedWindow> made;
    for (const json::value& item : list) {
        const json::object& object = expect(item, "WindowDef");
        NamedWindow one{.window = window(context, object)};
        // Here `name` is what the definition is called, not what it builds on.
        one.name = object.at("name").as_string();
        if (one.window.bare_name) one.window.base.clear();
        one.window.bare_name = false;
        made.push_back(std::move(one));
    }
    return made;
}

Expr moment(Context& context, const json::object& object) {
    Node node(context, object, "SQLValueFunction");
    const Position at = node.take_location();
    const std::string_view op = node.take_string("op");
    const std::int64_t precision = node.take_integer("typmod", 0);
    node.finish();
    for (const MomentName& one : moments) {
        if (one.op != op) continue;
        CurrentMoment made{.moment = one.moment};
        if (op.ends_with("_N")) made.precision = precision;
        return {made, at};
    }
    refuse("A value of the session, such as CURRENT_USER,", at);
}

}  // namespace parlance::sql::lower
