# Completion of dunghen for bash: commands, their words, options and what these
# take. Codes of dossiers are not completed: that would mean opening the store.
#
# Source it, or put it where bash-completion looks (`make install` does). The
# block between the marks follows from the table of commands (tools/clidoc.pl).

# Each sets REPLY: words, and @dir, @file for names of the file system.
# commands: begin
_dunghen_after()
{
	REPLY=
	case $1 in
	'') REPLY='deadline worktime law init act reform import mine file attach dossier opinions ledger signals fees form serve verify rebuild subject account token webhook sender backup restore doctor story demo forecast whatif score bench help version' ;;
	'account') REPLY='list sessions set-password lock unlock revoke reset-factor' ;;
	'backup') REPLY='@dir' ;;
	'dossier') REPLY='list show timeline open' ;;
	'file'|'file '*) REPLY='@file' ;;
	'help') REPLY='deadline worktime law init act reform import mine file attach dossier opinions ledger signals fees form serve verify rebuild subject account token webhook sender backup restore doctor story demo forecast whatif score bench help version actions' ;;
	'import') REPLY='@file' ;;
	'law calendar') REPLY='apply' ;;
	'law check') REPLY='@dir' ;;
	'law export') REPLY='@dir' ;;
	'law import') REPLY='@dir @file' ;;
	'law') REPLY='check list show export import try calendar' ;;
	'ledger check') REPLY='@file' ;;
	'ledger export') REPLY='@dir' ;;
	'ledger') REPLY='head checkpoint prove receipt evidence check verify fsck export' ;;
	'mine'|'mine '*) REPLY='@file @file' ;;
	'opinions') REPLY='owed late asked' ;;
	'restore') REPLY='@dir' ;;
	'sender') REPLY='list test' ;;
	'signals') REPLY='show' ;;
	'story'|'story '*) REPLY='@file' ;;
	'subject') REPLY='erase' ;;
	'token') REPLY='create list revoke' ;;
	'webhook') REPLY='add list test remove' ;;
	esac
}

_dunghen_options()
{
	REPLY=
	case $1 in
	'account') REPLY='--db --as --stdin --clock --json --lang --help' ;;
	'act') REPLY='--db --json --lang --help' ;;
	'attach') REPLY='--db --as --what --paper --name --get --clock --json --lang --help' ;;
	'backup') REPLY='--db --keys --json --lang --help' ;;
	'bench') REPLY='--db --dossiers --json --lang --help' ;;
	'deadline') REPLY='--received --limit --pause --policy --mode --office --calendar --json --lang --help' ;;
	'demo') REPLY='--db --no-serve --dossiers --months --seed --until --law --truth --force --listen --speed --no-sandbox --json --lang --help' ;;
	'doctor') REPLY='--db --clock --json --lang --help' ;;
	'dossier') REPLY='--db --unit --person --state --code --late --open --limit --after --clock --at --as --json --lang --help' ;;
	'fees') REPLY='--db --day --json --lang --help' ;;
	'file') REPLY='--db --json --lang --help' ;;
	'forecast') REPLY='--db --svg --draft --dry-run --clock --json --lang --help' ;;
	'form') REPLY='--db --as --out --site --from --to --clock --json --lang --help' ;;
	'help') REPLY='--json --lang --help' ;;
	'import') REPLY='--as --map --set --value --map-file --sheet --events --case --activity --time --resource --done --dry-run --report --batch --batches --undo --reason --sure --db --json --lang --help' ;;
	'init') REPLY='--db --admin --name --mode --seed --clock --law --json --lang --help' ;;
	'law') REPLY='--law --db --dry-run --version --at --unit --way --map --out --json --lang --help' ;;
	'ledger') REPLY='--db --as --checkpoint --open --clock --key --json --lang --help' ;;
	'mine') REPLY='--case --activity --time --resource --object --classifier --transition --holder --zone --time-form --delimiter --encoding --office --calendar --due --ended --filter --reads --between --lenient --progress --db --xes --csv --ocel --svg --picture --html --model --noise --bpmn --conform --procedure --steps --compare --json --lang --help' ;;
	'opinions') REPLY='--db --unit --person --limit --after --clock --json --lang --help' ;;
	'rebuild') REPLY='--db --json --lang --help' ;;
	'reform') REPLY='--db --on --as --minutes --dry-run --done --sure --list --undo --people --papers --clock --json --lang --help' ;;
	'restore') REPLY='--db --keys --erased --force --json --lang --help' ;;
	'score') REPLY='--db --by --unit --from --until --person --as --json --lang --help' ;;
	'sender') REPLY='--db --senders --json --lang --help' ;;
	'serve') REPLY='--db --listen --metrics --workers --deadline --tls-cert --tls-key --secure --proxied --access-log --user --no-sandbox --webhooks --webhook-local --senders --clock --json --lang --help' ;;
	'signals') REPLY='--db --detector --list --praise-at-once --limit --tell --clock --ruled --as --show --json --lang --help' ;;
	'story') REPLY='--law --json --lang --help' ;;
	'subject') REPLY='--db --ground --as --clock --json --lang --help' ;;
	'token') REPLY='--db --as --for --scopes --until --note --clock --json --lang --help' ;;
	'verify') REPLY='--db --json --lang --help' ;;
	'version') REPLY='--json --lang --help' ;;
	'webhook') REPLY='--db --as --kinds --units --webhook-local --clock --json --lang --help' ;;
	'whatif') REPLY='--db --change --runs --seed --from --to --unit --no-back-test --posts --json --lang --help' ;;
	'worktime') REPLY='--office --calendar --json --lang --help' ;;
	esac
}

_dunghen_value()
{
	REPLY=
	case $1 in
	'deadline --mode') REPLY='day_close time_of_day' ;;
	'forecast --svg') REPLY='@file' ;;
	'form --out') REPLY='@file' ;;
	'init --mode') REPLY='production demo test' ;;
	'law --out') REPLY='@dir' ;;
	'mine --svg') REPLY='@none' ;;
	*' --access-log') REPLY='@file' ;;
	*' --activity') REPLY='@none' ;;
	*' --admin') REPLY='@none' ;;
	*' --after') REPLY='@none' ;;
	*' --as') REPLY='@none' ;;
	*' --at') REPLY='@none' ;;
	*' --batch') REPLY='@none' ;;
	*' --between') REPLY='@none' ;;
	*' --bpmn') REPLY='@none' ;;
	*' --by') REPLY='unit agency field procedure' ;;
	*' --calendar') REPLY='@file' ;;
	*' --case') REPLY='@none' ;;
	*' --change') REPLY='@none' ;;
	*' --checkpoint') REPLY='@file' ;;
	*' --classifier') REPLY='@none' ;;
	*' --clock') REPLY='@none' ;;
	*' --code') REPLY='@none' ;;
	*' --compare') REPLY='@none' ;;
	*' --csv') REPLY='@none' ;;
	*' --day') REPLY='@none' ;;
	*' --db') REPLY='@dir' ;;
	*' --deadline') REPLY='@none' ;;
	*' --delimiter') REPLY='@none' ;;
	*' --detector') REPLY='@none' ;;
	*' --done') REPLY='@none' ;;
	*' --dossiers') REPLY='@none' ;;
	*' --due') REPLY='@none' ;;
	*' --encoding') REPLY='@none' ;;
	*' --ended') REPLY='@none' ;;
	*' --erased') REPLY='@file' ;;
	*' --filter') REPLY='@none' ;;
	*' --for') REPLY='@none' ;;
	*' --from') REPLY='@none' ;;
	*' --get') REPLY='@none' ;;
	*' --ground') REPLY='request expired order' ;;
	*' --holder') REPLY='@none' ;;
	*' --html') REPLY='@none' ;;
	*' --key') REPLY='@none' ;;
	*' --keys') REPLY='@dir' ;;
	*' --kinds') REPLY='@none' ;;
	*' --lang') REPLY='vi en' ;;
	*' --law') REPLY='@dir' ;;
	*' --limit') REPLY='@none' ;;
	*' --list') REPLY='@none' ;;
	*' --listen') REPLY='@none' ;;
	*' --map') REPLY='@none' ;;
	*' --map-file') REPLY='@file' ;;
	*' --metrics') REPLY='@none' ;;
	*' --minutes') REPLY='@none' ;;
	*' --months') REPLY='@none' ;;
	*' --name') REPLY='@none' ;;
	*' --noise') REPLY='@none' ;;
	*' --note') REPLY='@none' ;;
	*' --object') REPLY='@none' ;;
	*' --ocel') REPLY='@none' ;;
	*' --office') REPLY='A B @file' ;;
	*' --on') REPLY='@none' ;;
	*' --paper') REPLY='@none' ;;
	*' --papers') REPLY='@dir' ;;
	*' --pause') REPLY='@none' ;;
	*' --people') REPLY='@none' ;;
	*' --person') REPLY='@none' ;;
	*' --picture') REPLY='@none' ;;
	*' --policy') REPLY='pause reset' ;;
	*' --procedure') REPLY='@none' ;;
	*' --reads') REPLY='done arrival' ;;
	*' --reason') REPLY='@none' ;;
	*' --received') REPLY='@none' ;;
	*' --report') REPLY='@none' ;;
	*' --resource') REPLY='@none' ;;
	*' --runs') REPLY='@none' ;;
	*' --scopes') REPLY='@none' ;;
	*' --seed') REPLY='@none' ;;
	*' --senders') REPLY='@file' ;;
	*' --set') REPLY='@none' ;;
	*' --sheet') REPLY='@none' ;;
	*' --show') REPLY='me unit rule all' ;;
	*' --site') REPLY='@none' ;;
	*' --speed') REPLY='@none' ;;
	*' --state') REPLY='@none' ;;
	*' --steps') REPLY='@none' ;;
	*' --sure') REPLY='@none' ;;
	*' --time') REPLY='@none' ;;
	*' --time-form') REPLY='@none' ;;
	*' --tls-cert') REPLY='@file' ;;
	*' --tls-key') REPLY='@file' ;;
	*' --to') REPLY='@none' ;;
	*' --transition') REPLY='complete' ;;
	*' --truth') REPLY='@file' ;;
	*' --undo') REPLY='@none' ;;
	*' --unit') REPLY='@none' ;;
	*' --units') REPLY='@none' ;;
	*' --until') REPLY='@none' ;;
	*' --user') REPLY='@none' ;;
	*' --value') REPLY='@none' ;;
	*' --version') REPLY='@none' ;;
	*' --way') REPLY='@none' ;;
	*' --what') REPLY='@none' ;;
	*' --workers') REPLY='@none' ;;
	*' --xes') REPLY='@none' ;;
	*' --zone') REPLY='@none' ;;
	esac
}
# commands: end

_dunghen()
{
	local cur=${COMP_WORDS[COMP_CWORD]} path= command= option= word i REPLY
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		case $word in
		=) continue ;;			# --db=DIR comes in three pieces
		:) ((i++)); continue ;;		# and 08:15 too
		esac
		if [[ $option ]]; then
			option=
		elif [[ $word == -?* ]]; then
			_dunghen_value "$command $word"
			option=${REPLY:+$word}
		else
			command=${command:-$word}
			path+=${path:+ }$word
		fi
	done
	[[ $cur == = ]] && cur=
	if [[ $option ]]; then
		_dunghen_value "$command $option"
	elif [[ $cur == -* ]]; then
		_dunghen_options "$command"
	else
		_dunghen_after "$path"
	fi
	for word in $REPLY; do
		case $word in
		@none) ;;
		@dir | @file)
			compopt -o filenames 2>/dev/null
			mapfile -t -O ${#COMPREPLY[@]} COMPREPLY \
				< <(compgen $([[ $word == @dir ]] && echo -d || echo -f) -- "$cur")
			;;
		"$cur"*) COMPREPLY+=("$word") ;;
		esac
	done
}

complete -F _dunghen dunghen
