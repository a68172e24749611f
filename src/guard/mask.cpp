#include "guard/mask.hpp"

#include "sql/build.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace parlance::guard {

std::string name_of_key(std::string_view hex) {
    return to_hex(bytes_of(sha256(hex)).substr(0, 8));
}

namespace {

namespace build = sql::build;
using sql::BinaryOp;
using sql::Expr;

Expr column_of(const Table& table, const Column& column) {
    return {sql::ColumnRef{{table.name, column.name}}, {}, column.type};
}

/// PostgreSQL's name of a type that NULL can have; text for what has no name of ours.
std::string type_name(const Column& column) {
    switch (column.type) {
        case Type::boolean:
            return "bool";
        case Type::integer:
            return "int8";
        case Type::decimal:
            return "numeric";
        case Type::real:
            return "float8";
        case Type::json:
            return column.native_type == "jsonb" ? "jsonb" : "json";
        case Type::bytes:
            return "bytea";
        case Type::date:
        case Type::time:
        case Type::timestamp:
        case Type::timestamptz:
        case Type::interval:
        case Type::uuid:
            return std::string(name_of(column.type));
        default:
            return "text";
    }
}

Expr nothing(const Column& column, Dialect dialect) {
    if (dialect == Dialect::sqlite) return {sql::Literal{}, {}, column.type};
    const std::string name = type_name(column);
    return build::cast(build::null(), name, name == "text" ? Type::text : column.type);
}

Expr joined(Expr a, Expr b) {
    return build::binary(BinaryOp::concat, std::move(a), std::move(b), Type::text);
}

/// An e-mail address keeps its domain; nothing else tells how long the value is.
Expr partial(Expr value) {
    Expr text = build::cast(std::move(value), "text", Type::text);
    Expr first = build::call("left", Type::text, text, build::integer(1));
    Expr domain = build::call("split_part", Type::text, text, build::text("@"), build::integer(2));
    Expr address = joined(joined(first, build::text("***@")), std::move(domain));
    Expr at = build::call("strpos", Type::integer, text, build::text("@"));
    return build::choose(
        build::binary(BinaryOp::greater, std::move(at), build::integer(0), Type::boolean),
        std::move(address),
        joined(std::move(first), build::text("***"))
    );
}

Expr remainder_off(Expr value, std::int64_t size, Type type) {
    Expr rest = build::binary(BinaryOp::modulo, value, build::integer(size), type);
    return build::binary(BinaryOp::subtract, std::move(value), std::move(rest), type);
}

/// Towards zero, because the lowest number of a type has no multiple below it.
Expr bucket(Expr value, std::int64_t size, Dialect dialect) {
    const Type type = value.type;
    if (dialect != Dialect::postgres && (type != Type::integer || dialect == Dialect::sqlite)) {
        // SQLite keeps any value in any column; its % cuts the fraction off first.
        Expr share = build::binary(BinaryOp::divide, std::move(value), build::integer(size), type);
        Expr whole = build::call("trunc", type, std::move(share));
        return build::binary(BinaryOp::multiply, std::move(whole), build::integer(size), type);
    }
    if (type != Type::real) return remainder_off(std::move(value), size, type);
    // Dividing a tiny float raises an error; numerics do not.
    Expr exact = build::cast(std::move(value), "numeric", Type::decimal);
    return build::cast(remainder_off(std::move(exact), size, Type::decimal), "float8", Type::real);
}

/// Dates that only one of PostgreSQL's types can hold would raise an error: they show nothing.
Expr truncated(Expr value, const char* unit, const Column& column, Dialect dialect) {
    Expr start = build::call("date_trunc", column.type, build::text(unit), value);
    if (column.type == Type::date) start = build::cast(std::move(start), "date", Type::date);
    if (dialect == Dialect::sqlite) return start;
    const std::string name(name_of(column.type));
    sql::Between known;
    known.operand = std::move(value);
    known.low = build::cast(build::text("0001-01-01"), name, column.type);
    known.high = build::cast(build::text("9999-12-30"), name, column.type);
    return build::choose(
        {std::move(known), {}, Type::boolean}, std::move(start), nothing(column, dialect)
    );
}

constexpr std::int64_t pseudonym_letters = 24;

Expr parameter(std::vector<Bound>& parameters, Type type, std::string text) {
    parameters.push_back({type, std::move(text), true});
    return {sql::Parameter{parameters.size() - 1, type}, {}, type};
}

/// A block of HMAC (RFC 2104 §2): the key, filled up with zeros, XOR `pad`.
std::string block(std::string_view key, unsigned char pad) {
    std::string made(64, static_cast<char>(pad));
    for (std::size_t i = 0; i < key.size(); ++i)
        made[i] = static_cast<char>(static_cast<unsigned char>(key[i]) ^ pad);
    return made;
}

/// HMAC-SHA-256 in the words of PostgreSQL and DuckDB. The key never stands in the text.
Expr pseudonym(Expr value, std::string_view key, Dialect dialect, std::vector<Bound>& parameters) {
    const bool duckdb = dialect == Dialect::duckdb;
    Expr text = build::cast(std::move(value), "text", Type::text);
    const auto padded = [&](unsigned char pad) {
        const std::string hex = to_hex(block(key, pad));
        if (!duckdb) return parameter(parameters, Type::bytes, "\\x" + hex);
        return build::call("unhex", Type::bytes, parameter(parameters, Type::text, hex));
    };
    const auto hashed = [&](Expr bytes) {
        Expr hash = build::call("sha256", Type::bytes, std::move(bytes));
        return duckdb ? build::call("unhex", Type::bytes, std::move(hash)) : hash;
    };
    Expr bytes = duckdb
                     ? build::call("encode", Type::bytes, std::move(text))
                     : build::call("convert_to", Type::bytes, std::move(text), build::text("UTF8"));
    const auto both = [](Expr a, Expr b) {
        return build::binary(BinaryOp::concat, std::move(a), std::move(b), Type::bytes);
    };
    Expr outer = padded(0x5c);
    Expr inner = hashed(both(padded(0x36), std::move(bytes)));
    Expr whole = both(std::move(outer), std::move(inner));
    Expr hex = duckdb ? build::call("sha256", Type::text, std::move(whole))
                      : build::call(
                            "encode",
                            Type::text,
                            build::call("sha256", Type::bytes, std::move(whole)),
                            build::text("hex")
                        );
    return build::call("left", Type::text, std::move(hex), build::integer(pseudonym_letters));
}

/// SQLite has no such function, so the connector brings it; its views take no parameters, so the
/// key goes by a name.
Expr pseudonym_in_sqlite(Expr value, std::string_view key, std::vector<Bound>& parameters) {
    parameters.push_back({Type::text, to_hex(key), true});
    return build::call(
        "parlance_pseudonym", Type::text, build::text(name_of_key(to_hex(key))), std::move(value)
    );
}

std::string key_for(const PseudonymKey& key, const Table& table, const Column& column) {
    const std::string place =
        fmt::format("pseudonym\n{}\n{}\n{}\n{}", key.source, table.schema, table.name, column.name);
    const Digest digest = hmac_sha256(key.key.reveal(), place);
    return std::string(bytes_of(digest));
}

std::string_view default_constant(Type type) {
    switch (type) {
        case Type::text:
            return "***";
        case Type::integer:
        case Type::decimal:
        case Type::real:
            return "0";
        case Type::boolean:
            return "false";
        default:
            return {};
    }
}

Expr constant(const ColumnRule& rule, const Column& column) {
    const Type type = column.type;
    std::string text(default_constant(type));
    if (rule.value && rule.value->is_string())
        text = rule.value->get_string();
    else if (rule.value)
        text = boost::json::serialize(*rule.value);
    if (type == Type::boolean) return build::boolean(text == "true");
    if (type == Type::integer) return {sql::Literal{sql::LiteralKind::integer, text}, {}, type};
    if (type == Type::decimal || type == Type::real)
        return build::cast(build::text(text), type_name(column), type);
    return build::cast(build::text(text), "text", Type::text);
}

std::string misfit_of_constant(const ColumnRule& rule, Type type) {
    const bool text = type == Type::text;
    if (!text && default_constant(type).empty()) return "This type has no constants: use null.";
    if (!rule.value) return {};
    const bool fits = text                    ? rule.value->is_string()
                      : type == Type::boolean ? rule.value->is_bool()
                      : type == Type::integer ? rule.value->is_int64()
                                              : rule.value->is_number();
    return fits ? "" : "The value is not of the column's type.";
}

}  // namespace

std::string misfit(const ColumnRule& rule, const Column& column) {
    if (rule.size && rule.mask != Mask::bucket) return "Only bucket has a size.";
    if (rule.size && *rule.size < 1) return "A bucket is at least 1 wide.";
    if (rule.value && rule.mask != Mask::constant) return "Only constant has a value.";
    switch (rule.mask) {
        case Mask::partial:
            return column.type == Type::text ? "" : "Only text can be shown in part.";
        case Mask::bucket:
            return is_number(column.type) ? "" : "Only numbers fall into buckets.";
        case Mask::month:
        case Mask::year:
            return is_moment(column.type) ? "" : "Only dates and times have months and years.";
        case Mask::constant:
            return misfit_of_constant(rule, column.type);
        default:
            return {};
    }
}

Expr masked(
    const ColumnRule& rule,
    const Table& table,
    const Column& column,
    Dialect dialect,
    const PseudonymKey& key,
    std::vector<Bound>& parameters
) {
    Expr value = column_of(table, column);
    switch (rule.mask) {
        case Mask::none:
            return value;
        case Mask::partial:
            return partial(std::move(value));
        case Mask::bucket:
            return bucket(std::move(value), rule.size.value_or(10), dialect);
        case Mask::month:
            return truncated(std::move(value), "month", column, dialect);
        case Mask::year:
            return truncated(std::move(value), "year", column, dialect);
        case Mask::pseudonym: {
            const std::string own = key_for(key, table, column);
            if (dialect == Dialect::sqlite)
                return pseudonym_in_sqlite(std::move(value), own, parameters);
            return pseudonym(std::move(value), own, dialect, parameters);
        }
        case Mask::constant:
            return constant(rule, column);
        case Mask::null:
        case Mask::hidden:
            break;
    }
    return nothing(column, dialect);
}

}  // namespace parlance::guard
