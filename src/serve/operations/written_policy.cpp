#include "serve/operations/written_policy.hpp"

#include "base/error.hpp"
#include "catalog/policies.hpp"

#include <utility>

namespace parlance::serve {

ask::Desk desk_of(Services& with) {
    return {*with.store, *with.ledger, *with.catalog, *with.blocking, with.now};
}

guard::PolicyDocument written_policy(const boost::json::object& document) {
    try {
        return catalog::read_written(boost::json::value(document));
    } catch (const Error& error) {
        std::vector<Fault> faults = error.faults();
        for (Fault& fault : faults)
            fault.pointer = "/document" + fault.pointer;
        throw Error(
            Failure::invalid, "policy_invalid", "The policy cannot be read. Nothing changed."
        )
            .with_faults(std::move(faults));
    }
}

std::optional<guard::PolicyDocument> draft_of(const std::optional<boost::json::object>& document) {
    if (!document) return std::nullopt;
    return written_policy(*document);
}

}  // namespace parlance::serve
