#include "serve/http_input.hpp"

#include "serve/query_string.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <array>
#include <set>

namespace parlance::serve {

namespace {

using Place = Operation::Place;

}  // namespace

void HttpInput::fill(void* request, const json::Shape& shape) const {
    std::vector<Fault> faults;
    fill_path(request, shape, faults);
    fill_query(request, shape, faults);
    if (operation_.has_body()) fill_body(request, shape, faults);
    json::check(std::move(faults));
}

void HttpInput::fill_path(void* request, const json::Shape& shape, std::vector<Fault>& faults)
    const {
    for (const auto& [name, value] : path_) {
        const auto field = std::ranges::find(shape.fields, name, &json::Field::name);
        if (field == shape.fields.end())
            throw std::logic_error("the path has a parameter that the request has not");
        json::read_text(request, *field, value, faults);
    }
}

void HttpInput::fill_query(void* request, const json::Shape& shape, std::vector<Fault>& faults)
    const {
    std::set<std::string_view> given;
    const auto values = query_values(query_);
    for (const auto& [name, value] : values) {
        const auto field = std::ranges::find(shape.fields, name, &json::Field::name);
        if (field == shape.fields.end() || operation_.place_of(*field) != Place::query) {
            faults.push_back({"/" + name, "is not known"});
        } else if (!given.insert(name).second) {
            faults.push_back({"/" + name, "stands twice"});
        } else {
            json::read_text(request, *field, value, faults);
        }
    }
    for (const json::Field& field : shape.fields) {
        const bool wanted = json::is_required(field) && operation_.place_of(field) == Place::query;
        if (wanted && !given.contains(field.name))
            faults.push_back({"/" + std::string(field.name), "is required"});
    }
}

void HttpInput::fill_body(void* request, const json::Shape& shape, std::vector<Fault>& faults)
    const {
    std::array<unsigned char, 4096> room{};
    boost::json::monotonic_resource memory(room.data(), room.size());
    const boost::json::value value = json::parse(body_, &memory);
    const auto in_body = [this](const json::Field& field) {
        return operation_.place_of(field) == Place::body;
    };
    json::read_members(request, shape, value, in_body, faults);
}

}  // namespace parlance::serve
