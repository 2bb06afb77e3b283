"""Questions of a command: answered by its options, or asked on standard input."""

from __future__ import annotations

import argparse
import shlex
import sys

from community_certs.errors import InvalidArgument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Questions", "choice_of", "listed", "one_of"]

_MOST_TRIES = 20


def choice_of(choices: Mapping[str, str], said: str) -> str | None:
    """Return the key that an answer means: the key, its Chinese or a part of it, or its number.

    Arguments:
        choices: Chinese by key; "" is no answer to choose.
        said: the answer.
    """
    keys = [key for key in choices if key]
    if said.isascii() and said.isdigit() and 1 <= int(said) <= len(keys):
        return keys[int(said) - 1]
    for key in keys:
        if said in (key, choices[key], choices[key].partition("（")[0]):
            return key
    parts = [key for key in keys if said in choices[key].split("、")]
    return parts[0] if len(parts) == 1 else None


def listed(choices: Mapping[str, str]) -> str:
    """Return choices with their numbers and Chinese names, in one line."""
    shown = [f"{zh} {key}" for key, zh in choices.items() if key]
    return "；".join(f"{at}. {one}" for at, one in enumerate(shown, 1))


def one_of(choices: Mapping[str, str]) -> Callable[[str], str]:
    """Return what reads an option with these choices, in Chinese or by key."""

    def read(said: str) -> str:
        key = "" if not said and "" in choices else choice_of(choices, said.strip())
        if key is None:
            named = "、".join(f"{zh} {one}" for one, zh in choices.items() if one)
            raise argparse.ArgumentTypeError(f"不能是“{said}”，可用：{named}")
        return key

    return read


class Questions:
    """Takes an answer from the options, else asks for it on standard input.

    Where the input ends after it began, nothing is guessed: the question is named, and what was
    answered is printed as a command with which to go on.

    Arguments:
        args: the options; an answer's key is the name of its option.
        command: the command without options, such as ``community-certs new document quanzhou``.
    """

    def __init__(self, args: argparse.Namespace, command: tuple[str, ...]) -> None:
        self._args = args
        self._command = command
        self._answered: list[tuple[str, str]] = []
        self._typed = False

    def __call__(
        self,
        key: str,
        text: str,
        *,
        default: str | None = None,
        choices: Mapping[str, str] | None = None,
        read: Callable[[str], str | None] | None = None,
        wanted: str = "不能为空",
    ) -> str:
        """Return the answer to a question.

        Arguments:
            key: of the option that may hold the answer; "" if there is none.
            text: the question.
            default: what an empty answer means; None if it must be answered.
            choices: Chinese by key, for a choice.
            read: returns the answer in the form wanted, or None if it does not fit.
            wanted: says what fits.

        Raises:
            InvalidArgument: if an option or the input gives no answer that fits.
        """
        if choices is not None:
            wanted = "请写序号、中文或代码"
        given = getattr(self._args, key, None) if key else None
        from_option = given is not None
        shown = f"{text}（{listed(choices)}）" if choices is not None else text
        shown += f" [{(choices or {}).get(default, default)}]" if default else ""
        for _ in range(_MOST_TRIES):
            if given is None:
                given = self._line(f"{shown}: ", text)
            if given is None:
                if default is None:
                    break
                return self._keep(key, default)
            said = given.strip()
            if not said and default is not None:
                return self._keep(key, default)
            answer = self._fitting(said, choices, read) if said else None
            if answer is not None:
                return self._keep(key, answer)
            if from_option:
                break
            print(f"“{said}”不合要求：{wanted}。", file=sys.stderr)
            given = None
        option = "--" + key.replace("_", "-") if key else ""
        if from_option:
            raise InvalidArgument(
                f"{option} 的“{given}”不合要求：{wanted}。", f"{option} does not fit: {given}"
            )
        raise InvalidArgument(
            f"没有回答：{text}" + (f"。可用 {option} 给出。" if option else "。"),
            f"no answer: {option or text}",
        )

    def lines(self, key: str, text: str) -> list[str]:
        """Ask for lines until an empty one."""
        print(text, file=sys.stderr)
        found: list[str] = []
        while True:
            line = self._line("- ", text)
            if line is None or not line.strip():
                return found
            found.append(line.strip())
            self._keep(key, found[-1])

    def line(self, prompt: str, question: str) -> str | None:
        """Ask for a line as it is; None if there is no input at all."""
        return self._line(prompt, question)

    def keep(self, key: str, answers: list[str]) -> None:
        """Count answers that the options gave as answered."""
        self._answered += [(key, one) for one in answers]

    def so_far(self) -> str:
        """Return a command that gives what was answered, or "" if nothing was typed."""
        if not self._typed:
            return ""
        options = [f"--{key.replace('_', '-')}={said}" for key, said in self._answered if said]
        return " ".join(shlex.quote(one) for one in (*self._command, *options))

    def _fitting(
        self,
        said: str,
        choices: Mapping[str, str] | None,
        read: Callable[[str], str | None] | None,
    ) -> str | None:
        if choices is not None:
            return choice_of(choices, said)
        return said if read is None else read(said)

    def _keep(self, key: str, answer: str) -> str:
        if key:
            self._answered.append((key, answer))
        return answer

    def _line(self, prompt: str, question: str) -> str | None:
        print(prompt, end="", file=sys.stderr, flush=True)
        try:
            line = sys.stdin.readline()
        except (OSError, ValueError):
            line = ""
        except KeyboardInterrupt:
            raise self._ended(question) from None
        if line:
            self._typed = True
            return line.rstrip("\r\n")
        if self._typed:
            raise self._ended(question)
        return None

    def _ended(self, question: str) -> InvalidArgument:
        print(file=sys.stderr)
        again = self.so_far()
        return InvalidArgument(
            f"输入到“{question}”这一问就结束了，没有写入任何文件。"
            + (f"已答的可以这样接着用：\n{again}" if again else ""),
            f"the input ended at the question “{question}”; nothing was written."
            + (f" To go on with what was answered:\n{again}" if again else ""),
        )
