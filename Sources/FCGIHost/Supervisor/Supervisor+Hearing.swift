internal import CLinux
internal import Glibc

/// What comes in: signals, ends of workers, their words, the heir's.
extension Supervisor {
    mutating func readSignals() {
        var sent: Int32 = 0
        while case let signal = unsafe linux_next_sent_signal(signals, &sent), signal != 0 {
            switch signal {
            case SIGTERM, SIGQUIT: stop(fast: false)
            case SIGINT: stop(fast: true)
            case SIGHUP: follow(.reload)
            case SIGUSR1: log.reopen()
            case SIGUSR2: follow(.upgrade)
            case SIGCHLD: reap()
            case SIGWINCH where sent != 0: tellAll(.rest)
            case SIGTTIN where sent != 0: tellAll(.shift(by: 1))
            case SIGTTOU where sent != 0: tellAll(.shift(by: -1))
            default: break
            }
        }
    }

    mutating func stop(fast: Bool) {
        if !isRetired { for station in stations where !station.isKept { Listener.shut(station.door) } }
        follow(.stop)
        tellAll(.stop(fast ? .fast : .graceful))
    }

    private mutating func reap() {
        var status: Int32 = 0
        while case let pid = unsafe waitpid(-1, &status, WNOHANG), pid > 0 {
            let signal = linux_exit_signal(status)
            let departure: Pool.Departure = signal != 0 ? .signal(signal) : .code(linux_exit_code(status))
            // Whatever it said before it left lies there by now.
            readControl()
            if pid == changeover.heir?.pid { loseHeir(departure) }
            for index in stations.indices {
                guard let place = stations[index].place(of: pid) else { continue }
                bury(index, place, pid, departure)
            }
        }
    }

    private mutating func bury(_ index: Int, _ place: Int, _ pid: Int32, _ departure: Pool.Departure) {
        let station = stations[index]
        tell(index, .exited(pid: pid, departure, answered: station.scoreboard.entry(place).answered))
        stations[index].excuses[place] = nil
        guard departure != .code(ExitCode.asked.rawValue) else { return }
        let doors = stations.compactMap { if case .nudges(let path) = $0.configuration.door { path } else { nil } }
        obituaries.add(Stand.name(station.name, place: place, pid: pid), to: doors)
    }

    /// A worker's word that it is ready, or why it isn't: its stand and its pid must be the ones that we know together. So many at
    /// a time, so that no worker can keep us from the rest.
    mutating func readControl() {
        for _ in 0..<Layout.places {
            guard let word = ReadyWord(from: control.own) else { return }
            let (section, place) = (word.stand.section, word.stand.place)
            guard stations.indices.contains(section), stations[section].pool.workers[place]?.pid == word.pid else { continue }
            if let excuse = word.excuse {
                stations[section].excuses[place] = excuse
            } else {
                tell(section, .ready(place: place, pid: word.pid))
            }
        }
    }
}
