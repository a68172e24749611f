#include "base/types.hpp"

namespace parlance {

std::string_view name_of(Type type) noexcept {
    switch (type) {
        case Type::unknown:
            return "unknown";
        case Type::boolean:
            return "boolean";
        case Type::integer:
            return "integer";
        case Type::decimal:
            return "decimal";
        case Type::real:
            return "real";
        case Type::text:
            return "text";
        case Type::date:
            return "date";
        case Type::time:
            return "time";
        case Type::timestamp:
            return "timestamp";
        case Type::timestamptz:
            return "timestamptz";
        case Type::interval:
            return "interval";
        case Type::json:
            return "json";
        case Type::uuid:
            return "uuid";
        case Type::bytes:
            return "bytes";
        case Type::array:
            return "array";
    }
    return "unknown";
}

}  // namespace parlance
