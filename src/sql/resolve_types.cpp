#include "sql/functions.hpp"
#include "sql/resolver.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::sql {
namespace {

constexpr std::array<std::pair<std::string_view, Type>, 20> type_names{{
    {"bool", Type::boolean},
    {"int2", Type::integer},
    {"int4", Type::integer},
    {"int8", Type::integer},
    {"float4", Type::real},
    {"float8", Type::real},
    {"numeric", Type::decimal},
    {"text", Type::text},
    {"varchar", Type::text},
    {"bpchar", Type::text},
    {"date", Type::date},
    {"time", Type::time},
    {"timetz", Type::time},
    {"timestamp", Type::timestamp},
    {"timestamptz", Type::timestamptz},
    {"interval", Type::interval},
    {"json", Type::json},
    {"jsonb", Type::json},
    {"uuid", Type::uuid},
    {"bytea", Type::bytes},
}};

Type of(const Literal& literal) {
    switch (literal.kind) {
        case LiteralKind::boolean:
            return Type::boolean;
        case LiteralKind::integer:
            return Type::integer;
        case LiteralKind::decimal:
            return Type::decimal;
        case LiteralKind::text:
            return Type::text;
        case LiteralKind::null:
            return Type::unknown;
    }
    return Type::unknown;
}

bool is_text_literal(const Expr& expr) {
    return std::holds_alternative<Literal>(expr.node) && expr.type == Type::text;
}

/// + and - over dates, times and intervals.
Type shifted(BinaryOp op, const Expr& left, const Expr& right) {
    const Type a = left.type;
    // A bare string beside a moment is read as that kind of moment, or as an interval.
    const Type b = is_text_literal(right) && op == BinaryOp::subtract ? a : right.type;
    if (op == BinaryOp::subtract && is_moment(a) && is_moment(b))
        return a == Type::date && b == Type::date ? Type::integer : Type::interval;
    if (a == Type::date && b == Type::integer) return Type::date;
    if (a == Type::integer && b == Type::date) return Type::date;
    if (a == Type::date || b == Type::date) return Type::timestamp;
    if (is_moment(a)) return a;
    if (is_moment(b)) return b;
    return Type::interval;
}

bool is_temporal(Type type) {
    return is_moment(type) || type == Type::interval || type == Type::time;
}

Type of(const Binary& binary) {
    const Type left = binary.left->type;
    const Type right = binary.right->type;
    switch (binary.op) {
        case BinaryOp::add:
        case BinaryOp::subtract:
            if (is_temporal(left) || is_temporal(right))
                return shifted(binary.op, *binary.left, *binary.right);
            return common(left, right);
        case BinaryOp::multiply:
        case BinaryOp::divide:
            if (left == Type::interval || right == Type::interval) return Type::interval;
            return common(left, right);
        case BinaryOp::modulo:
        case BinaryOp::bit_and:
        case BinaryOp::bit_or:
        case BinaryOp::bit_xor:
            return common(left, right);
        case BinaryOp::power:
            return left == Type::decimal || right == Type::decimal ? Type::decimal : Type::real;
        case BinaryOp::shift_left:
        case BinaryOp::shift_right:
            return left;
        case BinaryOp::concat:
            if (left == Type::array || right == Type::array) return Type::array;
            return left == Type::json && right == Type::json ? Type::json : Type::text;
        case BinaryOp::json_get:
        case BinaryOp::json_path:
            return Type::json;
        case BinaryOp::json_text:
        case BinaryOp::json_path_text:
            return Type::text;
        default:
            return Type::boolean;
    }
}

Type first_of(const Call& call, std::size_t index) {
    return index < call.arguments.size() ? call.arguments[index].type : Type::unknown;
}

Type of(const Call& call) {
    const Function* function = call.name.size() == 1 ? find_function(call.name[0]) : nullptr;
    if (function == nullptr) return Type::unknown;
    const Type first = first_of(call, 0);
    switch (function->returns) {
        case Returns::fixed:
            if (call.name[0] == "timezone")
                return first_of(call, 1) == Type::timestamptz ? Type::timestamp : Type::timestamptz;
            return function->type;
        case Returns::first:
            return first;
        case Returns::second:
            return first_of(call, 1);
        case Returns::sum:
            return first;
        case Returns::average:
            return first == Type::integer ? Type::decimal : first;
        case Returns::rounded:
            return first == Type::integer ? Type::decimal : first;
        case Returns::truncated:
            return first_of(call, 1) == Type::date ? Type::timestamptz : first_of(call, 1);
        case Returns::ordered:
            return call.order_by.empty() ? first : call.order_by[0].expr->type;
        case Returns::pairs:
            return Type::text;
        case Returns::common:
            break;
    }
    Type type = Type::unknown;
    for (const Expr& one : call.arguments)
        type = common(type, one.type);
    return type;
}

Type of(const Case& branches) {
    Type type = branches.otherwise ? branches.otherwise->type : Type::unknown;
    for (const When& when : branches.whens)
        type = common(type, when.result->type);
    return type;
}

Type of(const CurrentMoment& current) {
    constexpr std::array<Type, 5> types{
        Type::date, Type::time, Type::timestamptz, Type::time, Type::timestamp
    };
    return types[static_cast<std::size_t>(current.moment)];
}

/// Of what stands between the brackets of an array, as far as they stand here.
Type of_element(const Expr& array) {
    Type type = Type::unknown;
    const auto* list = std::get_if<Array>(&array.node);
    if (list == nullptr) return type;
    for (const Expr& one : list->items)
        type = common(type, one.type);
    return type == Type::array ? Type::unknown : type;
}

struct TypeOf {
    Type operator()(const Literal& it) const { return of(it); }
    Type operator()(const Parameter& it) const { return it.type; }
    Type operator()(const Unary& it) const { return it.operand->type; }
    Type operator()(const Binary& it) const { return of(it); }
    Type operator()(const Case& it) const { return of(it); }
    Type operator()(const Cast& it) const { return type_of(it.type); }
    Type operator()(const Collate& it) const { return it.operand->type; }
    Type operator()(const Xml&) const { return Type::unknown; }
    Type operator()(const CurrentMoment& it) const { return of(it); }
    Type operator()(const Call& it) const { return of(it); }
    Type operator()(const Array&) const { return Type::array; }
    Type operator()(const ArrayQuery&) const { return Type::array; }
    Type operator()(const Subscript& it) const {
        return it.slice ? Type::array : of_element(*it.operand);
    }
    Type operator()(const Row&) const { return Type::unknown; }
    Type operator()(const ColumnRef&) const { return Type::unknown; }
    Type operator()(const ScalarQuery&) const { return Type::unknown; }
    template <class Predicate>
    Type operator()(const Predicate&) const {
        return Type::boolean;
    }
};

struct NaturalName {
    std::string operator()(const ColumnRef& it) const { return it.name.back(); }
    std::string operator()(const Call& it) const { return it.name.back(); }
    std::string operator()(const Cast& it) const {
        std::string name = natural_name(*it.operand);
        return name == unnamed ? it.type.name : name;
    }
    std::string operator()(const Case& it) const {
        const std::string name = it.otherwise ? natural_name(*it.otherwise) : unnamed;
        const bool strong =
            it.otherwise && (std::holds_alternative<ColumnRef>(it.otherwise->node) ||
                             std::holds_alternative<Call>(it.otherwise->node));
        return strong ? name : "case";
    }
    std::string operator()(const Collate& it) const { return natural_name(*it.operand); }
    std::string operator()(const Xml& it) const {
        constexpr std::array<const char*, 3> names{"xmlforest", "xmlelement", "xmlconcat"};
        return names[static_cast<std::size_t>(it.kind)];
    }
    std::string operator()(const Array&) const { return "array"; }
    std::string operator()(const ArrayQuery&) const { return "array"; }
    std::string operator()(const Row&) const { return "row"; }
    std::string operator()(const Exists&) const { return "exists"; }
    std::string operator()(const Subscript& it) const { return natural_name(*it.operand); }
    std::string operator()(const ScalarQuery& it) const {
        const auto* select = std::get_if<Select>(&it.query->body);
        if (select == nullptr || select->items.size() != 1) return unnamed;
        const SelectItem& item = select->items[0];
        if (!item.alias.empty() || item.is_star()) return item.alias.empty() ? unnamed : item.alias;
        return natural_name(*item.expr);
    }
    std::string operator()(const CurrentMoment& it) const {
        constexpr std::array<std::string_view, 5> names{
            "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"
        };
        return std::string(names[static_cast<std::size_t>(it.moment)]);
    }
    template <class Other>
    std::string operator()(const Other&) const {
        return unnamed;
    }

    inline static const std::string unnamed = "?column?";
};

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

Type type_of(const TypeName& type) {
    if (type.array) return Type::array;
    for (const auto& [name, known] : type_names)
        if (name == type.name) return known;
    return Type::unknown;
}

Type type_of(const Expr& expr) {
    return std::visit(TypeOf{}, expr.node);
}

Type common(Type a, Type b) {
    if (a == b || b == Type::unknown) return a;
    if (a == Type::unknown) return b;
    if (is_number(a) && is_number(b)) return std::max(a, b);
    if (is_moment(a) && is_moment(b)) return std::max(a, b);
    // A bare string takes the type of what it stands beside.
    if (a == Type::text) return b;
    if (b == Type::text) return a;
    return Type::unknown;
}

std::string natural_name(const Expr& expr) {
    return std::visit(NaturalName{}, expr.node);
}

std::string nearest(std::string_view wanted, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t least = wanted.size() / 3 + 2;
    if (wanted.size() > 64) return {};
    for (const std::string_view one : candidates) {
        if (one.size() > 64) continue;
        const std::size_t far = distance(wanted, one);
        if (far >= least) continue;
        least = far;
        best = one;
    }
    return std::string(best);
}

std::string did_you_mean(std::string_view wanted, const std::vector<std::string_view>& candidates) {
    const std::string near = nearest(wanted, candidates);
    return near.empty() ? "." : ". Did you mean " + near + "?";
}

}  // namespace parlance::sql
