# fish completion for okr
function __okr_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    # Without its backslashes; a quote that is open stays as it is.
    set -l plain (string unescape -- "$current"); and set current $plain
    set -l option (string match -r '^--[^=]*=' -- "$current")
    set -l value (string replace -r '^--[^=]*=' '' -- "$current")
    for line in (command okr __complete -- $before[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':file*'
                for path in (__fish_complete_path "$value")
                    echo "$option$path"
                end
            case ':folder*'
                for path in (__fish_complete_directories "$value")
                    echo "$option$path"
                end
            case '*'
                echo $line
        end
    end
end
complete -c okr -f -a '(__okr_complete)'
