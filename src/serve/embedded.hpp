#pragma once

#include "base/principal.hpp"
#include "base/threads.hpp"
#include "catalog/view.hpp"
#include "serve/services.hpp"

#include <filesystem>
#include <memory>

namespace parlance::serve {

/// What operations need to work for one person on one source, without a server. History lies in a
/// folder of its own that goes with this, so that an answer can be refined; nothing stays.
class Embedded {
public:
    explicit Embedded(catalog::View view);
    Embedded(const Embedded&) = delete;
    Embedded& operator=(const Embedded&) = delete;
    ~Embedded();

    [[nodiscard]] Services& services() noexcept { return services_; }
    [[nodiscard]] const std::shared_ptr<const Principal>& who() const noexcept { return who_; }

private:
    void open_store();
    void make_person();

    std::filesystem::path folder_;
    Services services_;
    std::shared_ptr<const Principal> who_;
};

}  // namespace parlance::serve
