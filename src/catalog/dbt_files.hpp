#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Several files of a dbt project as one: what one says of a model, another may build on.
namespace parlance::catalog {

class DbtFiles {
public:
    explicit DbtFiles(std::vector<boost::json::value> documents);

    /// All lists of all files, one after the other.
    [[nodiscard]] const boost::json::object& whole() const { return whole_; }
    /// Places of the documents that say nothing of models.
    [[nodiscard]] const std::vector<std::size_t>& strange() const { return strange_; }
    /// Whether none of them says anything.
    [[nodiscard]] bool empty() const { return whole_.empty(); }

    /// A pointer into the whole as one into its document; of several, the place of the document
    /// leads.
    [[nodiscard]] std::string placed(const std::string& pointer) const;

private:
    struct Part {
        std::size_t begin;  ///< where the entries of the document begin in the whole
        std::size_t document;
    };

    bool take(boost::json::value& document, std::size_t at);

    boost::json::object whole_;
    std::map<std::string, std::vector<Part>, std::less<>> parts_;  ///< by the name of the list
    std::vector<std::size_t> strange_;
    bool several_ = false;
};

}  // namespace parlance::catalog
