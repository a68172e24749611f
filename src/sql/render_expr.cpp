#include "sql/render.hpp"
#include "sql/writer.hpp"

#include <array>
#include <utility>

namespace parlance::sql {
namespace {

constexpr std::array<std::string_view, 31> spellings{
    "+",  "-",  "*", "/",  "%",  "^",   "=",  "<>",  "<",  "<=",  ">",  ">=", "||", "&", "|",   "#",
    "<<", ">>", "~", "~*", "!~", "!~*", "->", "->>", "#>", "#>>", "@>", "<@", "&&", "?", "~~~",
};

Binding binding_of(BinaryOp op) {
    switch (op) {
        case BinaryOp::add:
        case BinaryOp::subtract:
            return Binding::sum;
        case BinaryOp::multiply:
        case BinaryOp::divide:
        case BinaryOp::modulo:
            return Binding::product;
        case BinaryOp::power:
            return Binding::power;
        case BinaryOp::equal:
        case BinaryOp::not_equal:
        case BinaryOp::less:
        case BinaryOp::less_equal:
        case BinaryOp::greater:
        case BinaryOp::greater_equal:
            return Binding::predicate;
        default:
            return Binding::other;
    }
}

struct BindingOf {
    Binding operator()(const Literal& literal) const {
        return literal.text.starts_with('-') && literal.kind != LiteralKind::text
                   ? Binding::sign
                   : Binding::primary;
    }
    Binding operator()(const Unary& unary) const {
        return unary.op == UnaryOp::bitwise_not ? Binding::other : Binding::sign;
    }
    Binding operator()(const Binary& binary) const { return binding_of(binary.op); }
    Binding operator()(const Logic& logic) const {
        return logic.conjunction ? Binding::conjunction : Binding::disjunction;
    }
    Binding operator()(const Not&) const { return Binding::negation; }
    Binding operator()(const IsTest&) const { return Binding::predicate; }
    Binding operator()(const Distinct&) const { return Binding::predicate; }
    Binding operator()(const Like&) const { return Binding::predicate; }
    Binding operator()(const Between&) const { return Binding::predicate; }
    Binding operator()(const InList&) const { return Binding::predicate; }
    Binding operator()(const InQuery&) const { return Binding::predicate; }
    Binding operator()(const Quantified&) const { return Binding::predicate; }
    Binding operator()(const Collate&) const { return Binding::other; }
    Binding operator()(const Call& call) const {
        const bool operation = call.name == Name{"timezone"} || call.name == Name{"glob"};
        return operation && call.arguments.size() == 2 ? Binding::predicate : Binding::primary;
    }
    template <class Other>
    Binding operator()(const Other&) const {
        return Binding::primary;
    }
};

}  // namespace

std::string_view spelling(BinaryOp op) {
    return spellings[static_cast<std::size_t>(op)];
}

void Writer::write(const Expr& expr, Binding least) {
    const bool wrap = std::visit(BindingOf{}, expr.node) < least;
    if (wrap) put("(");
    std::visit([this](const auto& held) { node(held); }, expr.node);
    if (wrap) put(")");
}

void Writer::name(std::string_view identifier) {
    put(quoted(identifier, style_.dialect));
}

void Writer::name(const Name& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) put(".");
        name(parts[i]);
    }
}

void Writer::exprs(const std::vector<Expr>& items) {
    list(items, [this](const Expr& one) { write(one); });
}

void Writer::node(const Literal& literal) {
    switch (literal.kind) {
        case LiteralKind::null:
            return put("NULL");
        case LiteralKind::boolean:
            return put(literal.text == "true" ? "TRUE" : "FALSE");
        case LiteralKind::integer:
        case LiteralKind::decimal:
            return put(literal.text);
        case LiteralKind::text:
            break;
    }
    put("'");
    for (const char letter : literal.text) {
        text_ += letter;
        if (letter == '\'') text_ += letter;
    }
    put("'");
}

void Writer::node(const WholeRow& row) {
    name(row.relation);
    if (row.star) put(".*");
}

void Writer::node(const ColumnRef& column) {
    if (column.quoted && column.name.size() == 1) return put(in_quotes(*column.quoted));
    name(column.name);
}

void Writer::node(const Parameter& parameter) {
    put(style_.placeholder(parameter.index));
}

void Writer::node(const Unary& unary) {
    constexpr std::array<std::string_view, 3> signs{"-", "+", "~"};
    put(signs[static_cast<std::size_t>(unary.op)]);
    // A second sign would make a comment of two minus signs.
    write(*unary.operand, Binding::primary);
}

void Writer::node(const Binary& binary) {
    const Binding own = binding_of(binary.op);
    const auto tighter = static_cast<Binding>(static_cast<int>(own) + 1);
    Binding left = own;
    if (own == Binding::predicate) left = tighter;
    if (own == Binding::other) {
        const auto* inner = std::get_if<Binary>(&binary.left->node);
        left = inner != nullptr && inner->op == binary.op ? own : Binding::sign;
    }
    write(*binary.left, left);
    put(" ");
    put(spelling(binary.op));
    put(" ");
    write(*binary.right, own == Binding::other ? Binding::sign : tighter);
}

void Writer::node(const Logic& logic) {
    const auto least = logic.conjunction ? Binding::negation : Binding::conjunction;
    bool first = true;
    for (const Expr& operand : logic.operands) {
        if (!first) put(logic.conjunction ? " AND " : " OR ");
        first = false;
        write(operand, least);
    }
}

void Writer::node(const Not& negation) {
    put("NOT ");
    write(*negation.operand, Binding::negation);
}

void Writer::node(const IsTest& test) {
    constexpr std::array<std::string_view, 4> words{"NULL", "TRUE", "FALSE", "UNKNOWN"};
    write(*test.operand, Binding::other);
    put(test.negated ? " IS NOT " : " IS ");
    put(words[static_cast<std::size_t>(test.test)]);
}

void Writer::node(const Distinct& distinct) {
    write(*distinct.left, Binding::other);
    if (style_.distinct_is) {
        put(distinct.negated ? " IS " : " IS NOT ");
    } else {
        put(distinct.negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
    }
    write(*distinct.right, Binding::other);
}

void Writer::node(const Like& like) {
    constexpr std::array<std::string_view, 3> words{"LIKE ", "ILIKE ", "SIMILAR TO "};
    write(*like.operand, Binding::other);
    put(like.negated ? " NOT " : " ");
    put(words[static_cast<std::size_t>(like.kind)]);
    write(*like.pattern, Binding::other);
    if (!like.escape) return;
    put(" ESCAPE ");
    write(*like.escape, Binding::other);
}

void Writer::node(const Between& between) {
    write(*between.operand, Binding::other);
    put(between.negated ? " NOT BETWEEN " : " BETWEEN ");
    if (between.symmetric) put("SYMMETRIC ");
    write(*between.low, Binding::other);
    put(" AND ");
    write(*between.high, Binding::other);
}

void Writer::node(const InList& in) {
    write(*in.operand, Binding::other);
    put(in.negated ? " NOT IN (" : " IN (");
    exprs(in.items);
    put(")");
}

void Writer::node(const InQuery& in) {
    write(*in.operand, Binding::other);
    put(in.negated ? " NOT IN " : " IN ");
    nested(*in.query);
}

void Writer::node(const Quantified& quantified) {
    write(*quantified.operand, Binding::other);
    put(" ");
    put(spelling(quantified.op));
    put(quantified.all ? " ALL " : " ANY ");
    if (quantified.query) return nested(*quantified.query);
    put("(");
    write(*quantified.array);
    put(")");
}

void Writer::node(const Exists& exists) {
    put("EXISTS ");
    nested(*exists.query);
}

void Writer::node(const ScalarQuery& scalar) {
    nested(*scalar.query);
}

void Writer::node(const ArrayQuery& array) {
    put("ARRAY");
    nested(*array.query);
}

void Writer::node(const Case& branches) {
    put("CASE");
    if (branches.operand) {
        put(" ");
        write(*branches.operand);
    }
    for (const When& when : branches.whens) {
        put(" WHEN ");
        write(*when.condition);
        put(" THEN ");
        write(*when.result);
    }
    if (branches.otherwise) {
        put(" ELSE ");
        write(*branches.otherwise);
    }
    put(" END");
}

void Writer::node(const Cast& cast) {
    const auto* literal = std::get_if<Literal>(&cast.operand->node);
    const bool typed = style_.typed_literals && literal != nullptr &&
                       literal->kind == LiteralKind::text && !cast.type.array &&
                       cast.type.modifiers.empty() && cast.type.interval_fields.empty() &&
                       (cast.type.name == "date" || cast.type.name == "timestamp" ||
                        cast.type.name == "timestamptz" || cast.type.name == "interval");
    if (typed) {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> words{
            {{"date", "DATE "},
             {"timestamp", "TIMESTAMP "},
             {"timestamptz", "TIMESTAMPTZ "},
             {"interval", "INTERVAL "}}
        };
        for (const auto& [type, word] : words)
            if (type == cast.type.name) put(word);
        return node(*literal);
    }
    put("CAST(");
    write(*cast.operand);
    put(" AS ");
    put(style_.type(cast.type));
    put(")");
}

void Writer::node(const Collate& collate) {
    write(*collate.operand, Binding::primary);
    put(" COLLATE ");
    name(collate.collation);
}

void Writer::node(const Row& row) {
    put(row.items.size() < 2 ? "ROW(" : "(");
    exprs(row.items);
    put(")");
}

void Writer::node(const Array& array) {
    put("ARRAY[");
    exprs(array.items);
    put("]");
}

void Writer::node(const Subscript& subscript) {
    const bool bare = std::holds_alternative<ColumnRef>(subscript.operand->node) ||
                      std::holds_alternative<Subscript>(subscript.operand->node);
    if (!bare) put("(");
    write(*subscript.operand);
    put(bare ? "[" : ")[");
    if (subscript.index) write(*subscript.index);
    if (subscript.slice) put(":");
    if (subscript.high) write(*subscript.high);
    put("]");
}

void Writer::node(const CurrentMoment& current) {
    constexpr std::array<std::string_view, 5> words{
        "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP"
    };
    put(words[static_cast<std::size_t>(current.moment)]);
    if (current.precision) put("(" + std::to_string(*current.precision) + ")");
}

}  // namespace parlance::sql
