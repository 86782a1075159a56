#!/usr/bin/perl
# Pages become C: a good one is compiled and run, bad ones are refused by line.
use strict;
use warnings;
use utf8;
use File::Temp qw(tempdir);
use Test::More;
binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;

my $dir = tempdir(CLEANUP => 1);

sub file {
	my ($name, $text) = @_;
	open my $f, '>:utf8', "$dir/$name" or die "$name: $!";
	print $f $text;
	close $f;
	return "$dir/$name";
}

my $sentences = <<'END';
plain = %s <b> & so
count = %s {n} of {all}
link = %s {why} for {who}
END
my @catalogs = map { file("$_.txt", $sentences =~ s/%s/$_/gr) } qw(vi en);

sub generate {
	my $out = `build/tools/pagegen $dir/pages @catalogs @_ 2>&1`;
	return ($? >> 8, $out);
}

# --- a good page -----------------------------------------------------------

file('view.h', <<'END');
#ifndef VIEW_H
#define VIEW_H
#include "base/str.h"
struct row { struct str name; int64_t n; bool late; };
struct part_view { const char *word; };
struct x_view {
	struct str name, url, empty;
	const char *cname;
	char fixed[8];
	int count;
	int64_t big;
	bool yes, no;
	enum { KIND_NONE, KIND_ONE } kind;
	struct part_view part;
	struct { const struct row *p; size_t n; } rows, none;
	struct { const struct str *p; size_t n; } words;
};
#endif
END
file('part.html', <<'END');
{% view struct part_view p "view.h" %}
<i>{{p.word}}</i>
END
file('shared.html', "<u>{{v.name}}</u>\n");
file('x.html', <<'END');
{% view struct x_view v "view.h" %}
<!doctype html>
<!-- gone -->
<html lang="{{lang}}"><title>a  {{v.name}}</title>
<p title="{{v.name}}"
   class=plain>{{v.name}} {{v.cname}} {{v.fixed}} {{v.count}} {{v.big}} {{n v.big}}</p>
<p>{{t "plain"}}|{{t "count" n=v.count all=n(v.big)}}|{{t "link" why=a(v.url, "plain") who=b(v.name)}}</p>
<p title="{{t "plain"}}">{% if v.yes && !v.no %}1{% end %}{% if v.empty %}2{% else if v.kind == KIND_ONE %}3{% else %}4{% end %}</p>
<ul>
	{% each struct row r in v.rows %}
	<li class="row{% if r.late %} late{% end %}"><a href="/x/{{r.name}}?n={{r.n}}">{{r.name}}</a></li>
	{% else %}
	<li>none</li>
	{% end %}
	{% each struct row r in v.none %}<li>{{r.name}}</li>{% else %}<li>none</li>{% end %}
</ul>
<p>{% each struct str w in v.words %}{{w}},{% end %}</p>
<input {% if v.yes %}checked{% end %} {% if v.no %}disabled{% end %}>
<a href="{{v.url}}">a</a> <a href="{{v.cname}}">b</a>
<textarea>
{{v.name}}  x</textarea>
<pre>
 a
</pre>
{% include "part.html" with v.part %}
{% include "shared.html" %}
END
file('run.c', <<'END');
#include "pages.h"
#include "view.h"
#include "base/text_table.h"
#include <stdio.h>
const struct text_row text_table[1];
const size_t text_rows = 0;
const uint16_t text_slot[1];
const size_t text_slots = 1;
int main(void)
{
	struct row rows[] = { { STR("a/b"), 1, false }, { STR("c&\"d"), 2, true } };
	struct str words[] = { STR("x"), STR("<y>") };
	struct x_view v = { .name = STR("<&\"'>"), .url = STR("/why?a=1&b=2"), .cname = "javascript:x",
		.fixed = "fix", .count = -3, .big = 1234567, .yes = true, .kind = KIND_ONE,
		.part = { "<w>" }, .rows = { rows, 2 }, .words = { words, 2 } };
	struct buf b;
	buf_init(&b, 1 << 16);
	page_x(&b, TEXT_VI, &v);
	buf_text(&b, "\n----\n");
	page_x(&b, TEXT_EN, &v);
	fwrite(b.p, 1, b.n, stdout);
	buf_done(&b);
	return 0;
}
END
my ($status, $out) = generate(map { "$dir/$_.html" } qw(x part shared));
is($status, 0, 'a good page is compiled') or diag $out;
my @sources = ("$dir/run.c", "$dir/pages.c", 'src/web/page.c',
	map { "src/base/$_.c" } qw(buf str text err utf8 arena));
my $cc = "gcc -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -Wno-override-init -Isrc -I$dir";
is(system("$cc -o $dir/run @sources -lutf8proc"), 0, 'by C too');
my $html = do { local $/; open my $f, '-|:utf8', "$dir/run" or die; <$f> };
my ($vi, $en) = split /\n----\n/, $html;

my $name = '&lt;&amp;&quot;&#39;&gt;';
is($vi, join('', '<!doctype html><html lang="vi"><title>a ', $name, '</title>',
	qq{<p title="$name" class=plain>$name javascript:x fix -3 1234567 1.234.567</p>},
	'<p>vi &lt;b&gt; &amp; so|vi -3 of 1.234.567|',
	qq{vi <a href="/why?a=1&amp;b=2">vi &lt;b&gt; &amp; so</a> for <b>$name</b></p>},
	'<p title="vi &lt;b&gt; &amp; so">13</p>',
	'<ul><li class="row"><a href="/x/a%2Fb?n=1">a/b</a></li>',
	'<li class="row late"><a href="/x/c%26%22d?n=2">c&amp;&quot;d</a></li><li>none</li></ul>',
	'<p>x,&lt;y&gt;,</p>', '<input checked> <a href="/why?a=1&amp;b=2">a</a> <a href="#">b</a> ',
	"<textarea>\n\n$name  x</textarea> <pre>\n a\n</pre> <i>&lt;w&gt;</i> <u>$name</u>"),
	'every value is escaped for its place');
like($en, qr{^<!doctype html><html lang="en">.*<p>en &lt;b&gt; &amp; so\|en -3 of 1,234,567}s,
	'in the other language too');

file('misspelt.html', qq{{% view struct x_view v "view.h" %}\n<p>\n{{v.nmae}}</p>\n});
is((generate("$dir/misspelt.html"))[0], 0, 'a misspelt field is for the compiler');
like(`$cc -c -o $dir/o.o $dir/pages.c 2>&1`, qr{misspelt\.html:3:.*nmae}s, 'who names the line');

# --- bad pages -------------------------------------------------------------

for my $case (
	[ 2, '<script>{{v.a}}</script>', 'a script', 'a value in a script' ],
	[ 2, '<script>f()</script>', 'its own file', 'an inline script' ],
	[ 2, '<style>p{}</style>', '<style>', 'an inline style' ],
	[ 3, "<p>\n<b style=\"x\">", 'style=', 'a style attribute' ],
	[ 2, '<p onclick="x">', 'onclick=', 'an event attribute' ],
	[ 2, '<p HX-ON:click="x">', 'hx-on', 'the event attribute of htmx' ],
	[ 2, '<iframe srcdoc="x">', 'srcdoc=', 'srcdoc' ],
	[ 2, '<meta http-equiv="refresh">', 'http-equiv', 'http-equiv' ],
	[ 2, '<base href="/">', '<base>', 'base' ],
	[ 2, '<p class={{v.a}}>', 'double quotes', 'an unquoted value' ],
	[ 2, '<p class=a{{v.a}}>', 'double quotes', 'behind an unquoted one' ],
	[ 2, "<p class='{{v.a}}'>", 'double quotes', 'in single quotes' ],
	[ 2, '<a href=/x>', 'double quotes', 'an unquoted address' ],
	[ 2, '<{{v.a}}>', 'begins no tag', 'the name of a tag' ],
	[ 2, '<p{{v.a}}>', 'begins no tag', 'behind the name of a tag' ],
	[ 2, '<p {{v.a}}="x">', 'in a name', 'the name of an attribute' ],
	[ 2, '<p data-{{v.a}}="x">', 'in a name', 'behind the name of an attribute' ],
	[ 2, '<a hre{% if v.a %}f="{{v.a}}"{% end %}>', 'blank is missing', 'a name in two pieces' ],
	[ 2, '<p {% if v.a %}a{% end %}b>', 'blank is missing', 'two attributes in one' ],
	[ 2, '<!-- {{v.a}} -->', 'comment', 'a value in a comment' ],
	[ 2, '<!-- x', 'no end', 'an open comment' ],
	[ 2, '<a href="javascript:x">', 'relative addresses', 'a scheme' ],
	[ 2, '<a href="//x">', 'another host', 'another host' ],
	[ 2, '<a href="{{v.a}}:x">', 'relative addresses', 'a scheme of a value' ],
	[ 2, '<a href="ja{{v.a}}:x">', 'relative addresses', 'half a scheme of a value' ],
	[ 2, '<a href="{% if v.a %}/x{% end %}{{v.b}}">', 'else', 'an address half written' ],
	[ 2, '<a href="{{t "plain"}}">', 'address', 'a sentence as an address' ],
	[ 2, '<img srcset="{{v.a}}">', 'srcset', 'many addresses' ],
	[ 2, '<b>x', '<b> is not closed', 'an open element' ],
	[ 2, '<b>x</i>', '</i> closes no <i>', 'another end tag' ],
	[ 2, '<b', 'inside <b>|begins no tag', 'an open tag' ],
	[ 2, 'a < b', 'begins no tag', "a bare '<'" ],
	[ 2, '<textarea><b></textarea>', "in the text of a textarea", 'an element in a textarea' ],
	[ 3, "x\n{% if v.a %}", 'line is not closed', 'an open if' ],
	[ 3, "x\n{% each struct row r in v.a %}", 'line is not closed', 'an open each' ],
	[ 2, '{% end %}', 'without if', 'a stray end' ],
	[ 2, '{% else %}', 'without if', 'a stray else' ],
	[ 2, '{% if v.a %}{% else %}{% else %}{% end %}', 'without if', 'two elses' ],
	[ 2, '{% if v.a %}<b>{% end %}</b>', 'branch ends', 'an element of one branch' ],
	[ 2, '<p {% if v.a %}class="{% end %}">', 'branch ends', 'a quote of one branch' ],
	[ 2, '{% each row r in v.a %}{% end %}', 'each struct TYPE', 'each without struct' ],
	[ 2, '{% each struct row v in v.a %}{% end %}', 'not a new name', 'a name taken' ],
	[ 2, '{% each struct row r in v.a %}{% end %}{{r.a}}', 'unknown name r', 'a name gone' ],
	[ 2, '{{w.a}}', 'unknown name w', 'an unknown name' ],
	[ 2, '{{v.a()}}', 'not a value', 'a call' ],
	[ 2, '{{v.a + 1}}', 'not a value', 'a sum' ],
	[ 2, '{% if v.a; x %}{% end %}', 'not a condition', 'C in a condition' ],
	[ 2, '{% raw v.a %}', 'unknown directive', 'raw output' ],
	[ 2, '{{v.a', 'do not close', 'open braces' ],
	[ 2, '{{ }}', 'nothing between', 'empty braces' ],
	[ 2, '{{t "nothing"}}', 'no sentence for nothing', 'an unknown sentence' ],
	[ 2, '{{t "count" n=v.a}}', 'wants \{all\}', 'an argument too few' ],
	[ 2, '{{t "plain" n=v.a}}', 'has no \{n\}', 'an argument too many' ],
	[ 2, '<p title="{{t "link" why=b(v.a) who=v.b}}">', 'in an attribute', 'an element in an attribute' ],
	[ 2, '{{t "link" why=script(v.a) who=v.b}}', 'not one of', 'another element in a sentence' ],
	[ 2, '{{asset "x.css"}}', 'whole attribute', 'an asset in text' ],
	[ 2, '{% include "nowhere.html" %}', 'no page nowhere', 'an unknown page' ],
	[ 2, '{% include "part.html" %}', 'has a view', 'a view not given' ],
	[ 2, '{% include "shared.html" with v.a %}', 'has no view', 'a view not wanted' ],
	[ 2, '<p {% include "part.html" with v.a %}>', 'inside a tag', 'a page in a tag' ],
) {
	my ($line, $text, $want, $what) = @$case;
	my $path = file('bad.html', qq{{% view struct x_view v "view.h" %}\n$text});
	my ($code, $said) = generate($path);
	isnt($code, 0, "refused: $what");
	like($said, qr/^\Q$path\E:$line: .*(?:$want)/, 'and the line told');
}
done_testing();
