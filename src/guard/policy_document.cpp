#include "guard/policy_document.hpp"

#include "base/json.hpp"

#include <utility>

namespace parlance::guard {

PolicyDocument read_policy(std::string_view text) {
    return read_policy(json::parse(text));
}

PolicyDocument read_policy(const boost::json::value& value) {
    const auto* object = value.if_object();
    const bool whole =
        object != nullptr && (object->contains("rules") || object->contains("unrestricted"));
    if (whole) return json::read<PolicyDocument>(value);
    PolicyDocument made;
    made.rules.push_back(json::read<PolicyRule>(value));
    return made;
}

boost::json::object policy_schema() {
    json::Definitions definitions;
    const boost::json::value whole = json::schema(json::shape_of<PolicyDocument>(), definitions);
    const boost::json::value rule = json::schema(json::shape_of<PolicyRule>(), definitions);
    boost::json::object made;
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    made["title"] = "Parlance policy";
    made["anyOf"] = boost::json::array{whole, rule};
    made["components"] = boost::json::object{{"schemas", std::move(definitions.schemas)}};
    return made;
}

}  // namespace parlance::guard
