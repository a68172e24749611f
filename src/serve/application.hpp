#pragma once

#include "base/config.hpp"
#include "base/threads.hpp"
#include "serve/maintenance.hpp"
#include "serve/services.hpp"
#include "store/folder_lock.hpp"

#include <memory>
#include <optional>

namespace parlance::serve {

/// Everything that a running Parlance is made of, from the bottom up. Made before the doors open
/// and destroyed after they have closed. Throws `Error` when the data folder, the store or the keys
/// are not as they must be.
class Application {
public:
    explicit Application(const Config& config);
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;
    ~Application();

    [[nodiscard]] Services& services() noexcept { return services_; }

private:
    std::optional<store::FolderLock> folder_;  ///< first: nobody else comes in before all is done
    Services services_;
    std::optional<Maintenance> maintenance_;
    BlockingPool background_;  ///< last: what it runs ends before what that uses
};

}  // namespace parlance::serve
