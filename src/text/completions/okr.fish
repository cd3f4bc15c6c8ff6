# fish completion for okr
function __okr_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    for line in (command okr __complete -- $before[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':file*'
                __fish_complete_path (string replace -r '^--[^=]*=' '' -- "$current")
            case ':folder*'
                __fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$current")
            case '*'
                echo $line
        end
    end
end
complete -c okr -f -a '(__okr_complete)'
