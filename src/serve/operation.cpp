#include "serve/operation.hpp"

namespace parlance::serve {

std::string_view name_of(Method method) noexcept {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::remove:
            return "DELETE";
    }
    return "GET";
}

Operation::Place Operation::place_of(const json::Field& field) const {
    if (facts.path.contains("{" + std::string(field.name) + "}")) return Place::path;
    return has_body() && !field.note.stands_in_query ? Place::body : Place::query;
}

bool Operation::has_body() const {
    const bool may = facts.method != Method::get && facts.method != Method::remove;
    return may && facts.takes == Takes::json && request != nullptr;
}

bool Operation::has_raw_body() const {
    return facts.takes == Takes::raw && facts.method != Method::get;
}

bool Operation::streams_rows() const {
    return std::ranges::any_of(replies, [](const ReplyKind& each) {
        return each.what == ReplyKind::What::rows;
    });
}

}  // namespace parlance::serve
